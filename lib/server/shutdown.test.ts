import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Runtime } from './runtime';
import { shutDown } from './shutdown';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A server whose parts say when they are stopped. */
function recorded(steps: string[], ingestClosed: Promise<void> = Promise.resolve()) {
  const say = (step: string, done = Promise.resolve()) => {
    steps.push(step);
    return done;
  };
  return {
    live: { close: () => void say('streams') },
    ingest: { close: () => say('ingest', ingestClosed) },
    store: { close: () => say('store') },
  } as unknown as Runtime;
}

const never = new Promise<void>(() => undefined);

it('ends streams, then clients, then ingest, then the store', async () => {
  const steps: string[] = [];
  await shutDown(recorded(steps), () => Promise.resolve(void steps.push('clients')));
  expect(steps).toEqual(['streams', 'clients', 'ingest', 'store']);
  expect(vi.getTimerCount()).toBe(0);
});

it('closes the store within eight seconds even when clients and ingest hang, and says what was left', async () => {
  const steps: string[] = [];
  const stopped = shutDown(recorded(steps, never), () => never);
  await vi.advanceTimersByTimeAsync(8_000);
  await stopped;
  expect(steps).toEqual(['streams', 'ingest', 'store']);
  expect(vi.mocked(console.error).mock.calls.join()).toMatch(/mock exchange.*5 s.*taken in.*2\.5 s/);
});

it('goes on after clients that fail to stop', async () => {
  const steps: string[] = [];
  await shutDown(recorded(steps), () => Promise.reject(new Error('no route to host')));
  expect(steps).toEqual(['streams', 'ingest', 'store']);
});
