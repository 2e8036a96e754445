import { expect, it } from 'vitest';
import { VirtualClock } from '../virtual-clock';
import { Channel } from './channel';
import { Replies } from './replies';

it('a request that cannot be sent fails at once and leaves nothing behind that waits for its answer', async () => {
  const clock = new VirtualClock(0);
  const replies = new Replies('caller', clock);
  const closed = new Channel('orders.create');
  closed.close();
  await expect(replies.request('orders.create', (replyTo) => closed.send(replyTo))).rejects.toThrow('is closed');
  expect(replies.count).toBe(0);
  await clock.run();
  expect(clock.now()).toEqual([0, 0]);
});
