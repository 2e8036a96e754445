import { describe, expect, it } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { layoutTicks } from './layout-ticks';

describe('layoutTicks', () => {
  const trace = traceFromText('a 0-100\nb 10-50\nc 59-60\nd 100-100');
  const ticks = (...matched: number[]) => {
    const matches = { matched: Uint8Array.from(matched), count: 0 };
    return [...layoutTicks(trace, matches, { start: 0, end: 100 }, 5)];
  };

  it('has a tick where a match starts, one for all in a column', () => {
    expect(ticks(1, 1, 0, 0)).toEqual([1, 0, 0, 0, 0]);
    expect(ticks(0, 1, 1, 0)).toEqual([1, 0, 1, 0, 0]);
  });

  it('shows one that starts at the very end', () => {
    expect(ticks(0, 0, 0, 1)).toEqual([0, 0, 0, 0, 1]);
  });
});
