import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CALM_MS, MAX_RESTARTS, RESTART_AFTER_MS, RestartedThread } from './restarts';

interface Methods {
  name(): Promise<string>;
}

/** A thread that answers every call with its own number, and can break. */
class FakeThread extends EventEmitter {
  answers = true;

  constructor(private readonly number: number) {
    super();
  }

  postMessage({ id }: { id: number }): void {
    if (this.answers) queueMicrotask(() => this.emit('message', { id, answer: `thread ${this.number}` }));
  }

  break(): void {
    this.emit('error', new Error('a defect'));
    this.emit('exit', 1);
  }

  terminate(): Promise<number> {
    this.emit('exit', 0);
    return Promise.resolve(0);
  }
}

function started() {
  const threads: FakeThread[] = [];
  const heard: unknown[] = [];
  const restarted = new RestartedThread<Methods>({
    spawn: () => {
      const thread = new FakeThread(threads.length + 1);
      threads.push(thread);
      return thread as never;
    },
    names: ['name'],
    onMessage: (message) => heard.push(message),
  });
  const latest = () => threads.at(-1) as FakeThread;
  const breakDown = () => {
    latest().break();
    vi.advanceTimersByTime(RESTART_AFTER_MS);
  };
  return { restarted, threads, latest, breakDown, heard };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('a thread that breaks down is started anew, and what is asked meanwhile is refused with what to do', async () => {
  const { restarted, latest, heard } = started();
  expect(await restarted.methods.name()).toBe('thread 1');
  latest().answers = false;
  const underWay = restarted.methods.name();
  latest().break();
  const refusal = { kind: 'unavailable', message: expect.stringMatching(/started anew.*Try again/) as string };
  await expect(underWay).rejects.toMatchObject(refusal);
  await expect(restarted.methods.name()).rejects.toMatchObject(refusal);
  expect(restarted.trouble).toMatch(/has broken down and is being started anew/);

  vi.advanceTimersByTime(RESTART_AFTER_MS);
  expect(restarted.trouble).toBeNull();
  expect(await restarted.methods.name()).toBe('thread 2');
  latest().emit('message', { orders: [] });
  expect(heard).toContainEqual({ orders: [] });
});

it('a thread stays off when it breaks down once more than it may, and says so', async () => {
  const { restarted, threads, breakDown } = started();
  for (let time = 0; time <= MAX_RESTARTS; time++) breakDown();
  expect(threads).toHaveLength(MAX_RESTARTS + 1);
  expect(restarted.trouble).toMatch(/has broken down 4 times and stays off/);
  await expect(restarted.methods.name()).rejects.toMatchObject({ kind: 'unavailable' });
});

it('a break after ten quiet minutes is the first again', () => {
  const { restarted, threads, breakDown } = started();
  for (let time = 0; time < MAX_RESTARTS; time++) breakDown();
  vi.advanceTimersByTime(CALM_MS);
  breakDown();
  expect([restarted.trouble, threads.length]).toEqual([null, MAX_RESTARTS + 2]);
});

it('one that is ended stays ended, and whoever waits is answered', async () => {
  const { restarted, threads, latest } = started();
  latest().answers = false;
  const waiting = restarted.methods.name();
  const ended = restarted.end('The exchange is stopping.');
  await expect(waiting).rejects.toMatchObject({ kind: 'unavailable', message: 'The exchange is stopping.' });
  await ended;
  vi.advanceTimersByTime(RESTART_AFTER_MS);
  expect([threads.length, restarted.trouble]).toEqual([1, null]);
});
