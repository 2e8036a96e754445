import { describe, expect, it } from 'vitest';
import { parseTraceView, type TrailStep, URL_LIMITS } from '@/lib/url/trace-view';
import { followTrail, traceHref } from './trail';

const step = (trace: number, span = 1): TrailStep => ({
  traceId: trace.toString(16).padStart(32, '0'),
  spanId: span.toString(16).padStart(16, '0'),
});

describe('followTrail', () => {
  it('grows by the span from which a link was followed', () => {
    expect(followTrail([step(1)], step(2), step(3).traceId)).toEqual([step(1), step(2)]);
  });

  it('shortens when the link leads back to a trace of the trail', () => {
    expect(followTrail([step(1), step(2)], step(3), step(1).traceId)).toEqual([]);
    expect(followTrail([step(1), step(2)], step(3), step(2).traceId)).toEqual([step(1)]);
  });

  it('keeps the last steps of an endless walk', () => {
    let trail: TrailStep[] = [];
    for (let trace = 1; trace <= 50; trace++) trail = followTrail(trail, step(trace), step(trace + 1).traceId);
    expect(trail).toHaveLength(URL_LIMITS.trail);
    expect(trail.at(-1)).toEqual(step(50));
  });
});

it('traceHref selects the span, keeps to its links and to what rows show, and carries the trail', () => {
  const url = new URL(traceHref(step(3, 7), [step(1)], ['user.id']), 'http://x');
  expect(url.pathname).toBe(`/traces/${step(3).traceId}`);
  expect(parseTraceView(url.searchParams)).toMatchObject({
    span: step(3, 7).spanId,
    tab: 'links',
    trail: [step(1)],
    pills: ['user.id'],
  });
});
