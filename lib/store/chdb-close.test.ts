import { expect, it } from 'vitest';
import { openTestStore } from './test-support';

it('closes while selects run and wait: they are stopped and turned away', async () => {
  const test = await openTestStore();
  const { store } = test;
  const endless = () =>
    store.select('SELECT sum(sipHash64(number)) FROM numbers(1000000000000)', {}, { maxSeconds: 60 });
  const selects = Array.from({ length: 12 }, endless);
  const [outcomes] = await Promise.all([Promise.allSettled(selects), test.dispose()]);
  for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { kind: 'unavailable' } });
  await expect(store.select('SELECT 1')).rejects.toMatchObject({ kind: 'unavailable' });
});
