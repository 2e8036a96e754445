import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { ApiError } from './fetch';
import { ARRIVING_MS, hasSameSpans, isArriving, isAwaited, KEPT_MS, MAX_LOOKS, traceQuery } from './trace';

afterEach(() => void vi.unstubAllGlobals());

const START_MS = 1_800_000_000_000;
const traceOf = (text: string) => traceFromText(text, { origin: BigInt(START_MS) * 1_000_000n });

describe('isArriving', () => {
  it('counts from the latest end of any span', () => {
    const trace = traceOf('a 0s-2s\n  b 1s-10s');
    expect(isArriving(trace, START_MS + 10_000 + ARRIVING_MS - 1)).toBe(true);
    expect(isArriving(trace, START_MS + 10_000 + ARRIVING_MS)).toBe(false);
  });

  it('does not wait for a trace from a clock that is far ahead', () => {
    const trace = traceOf('a 0s-1s');
    expect(isArriving(trace, START_MS)).toBe(true);
    expect(isArriving(trace, START_MS - 10 * ARRIVING_MS)).toBe(false);
  });
});

describe('isAwaited', () => {
  it('is a trace that is not stored, for a while', () => {
    expect(isAwaited(new ApiError(404, ''), 1)).toBe(true);
    expect(isAwaited(new ApiError(404, ''), MAX_LOOKS)).toBe(false);
    expect(isAwaited(new ApiError(400, ''), 1)).toBe(false);
    expect(isAwaited(new Error('other'), 1)).toBe(false);
    expect(isAwaited(null, 0)).toBe(false);
  });
});

it('a trace that nobody looks at is forgotten soon', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', () => Promise.resolve(new Response()));
  const client = new QueryClient();
  const query = traceQuery('t', () => Promise.resolve({ trace: traceOf('a 0-5') }));
  await client.fetchQuery(query);
  vi.advanceTimersByTime(KEPT_MS - 1);
  expect(client.getQueryData(query.queryKey)).toBeDefined();
  vi.advanceTimersByTime(1);
  expect(client.getQueryData(query.queryKey)).toBeUndefined();
  vi.useRealTimers();
});

describe('a trace that was loaded again', () => {
  it('is the same object while it has the same spans', async () => {
    const client = new QueryClient();
    const load = async (text: string) => {
      const query = traceQuery('t', () => Promise.resolve({ trace: traceOf(text) }));
      vi.stubGlobal('fetch', () => Promise.resolve(new Response()));
      await client.fetchQuery({ ...query, staleTime: 0 });
      return client.getQueryData(query.queryKey);
    };
    const first = await load('a 0-5\n  b 1-2');
    expect(await load('a 0-5\n  b 1-2')).toBe(first);
    const grown = await load('a 0-5\n  b 1-2\n  c 3-4');
    expect(grown?.trace.spanCount).toBe(3);
    client.clear();
  });

  it('differs when another span took the place of one', () => {
    expect(hasSameSpans(traceOf('a 0-5\n  b 1-2'), traceOf('a 0-5\n  b 1-2 id=9'))).toBe(false);
    expect(hasSameSpans(traceOf('a 0-5'), traceFromText('a 0-5', { origin: 5n }))).toBe(false);
  });
});
