import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { spanNamed, traceFromText } from '@/lib/trace/from-text';
import { subtreeSteps } from '@/lib/trace/subtree';
import { clocksWithin, correctedModel, shownLaterBy } from './corrected-model';
import { Fold } from './layout-rows';
import { rowFacts } from './row-facts';
import { rowRemarks } from './row-words';
import { type Clocks, timelineModel } from './timeline-model';

// risk lies 8 before its caller and is 8 shorter: 12 later it is in the middle.
const recorded = timelineModel(traceFromText('gateway 10-30 client\n  risk:check 2-14 server\n    risk:read 3-5'));
const corrected = correctedModel(recorded.trace, recorded.clocks as Clocks);
const named = (name: string) => spanNamed(corrected.trace, name);
const remarks = (name: string) =>
  rowRemarks(corrected, named(name), rowFacts(corrected, named(name), Fold.None)).join('. ');

describe('a trace with corrected clocks', () => {
  it('is counted, but not corrected, by itself', () => {
    expect(recorded.clocks).toMatchObject({ shiftedCount: 2, applied: false });
    expect(shownLaterBy(recorded, spanNamed(recorded.trace, 'check'))).toBe(0);
  });

  it('has its times counted from its new start, and all that follows from them', () => {
    expect(corrected.trace.startUnixNano - recorded.trace.startUnixNano).toBe(8n);
    expect(corrected.trace.starts[named('check')]).toBe(4);
    // gateway 0-20 with check 4-16 in it, and read 5-7 in that.
    expect(corrected.selfNanos[named('gateway')]).toBe(8);
    expect(corrected.critical.segments.spans).toHaveLength(5);
    expect(corrected.oddities.counts.StartsBeforeParent).toBe(0);
  });

  it('has every shifted span marked with its shift', () => {
    expect(corrected.clocks).toMatchObject({ shiftedCount: 2, applied: true });
    expect(remarks('check')).toBe('Shown 12 ns later than recorded');
    expect(remarks('read')).toBe('Shown 12 ns later than recorded');
    expect(remarks('gateway')).toBe('');
  });

  it('keeps the shifts in a sub-tree, which shows nothing odd by itself', () => {
    const part = finishSteps(subtreeSteps(corrected.trace, corrected.tree, named('check')));
    expect(timelineModel(part).clocks).toBeNull();
    expect(clocksWithin(corrected, named('check'))).toEqual({
      shifts: Float64Array.of(12, 12),
      shiftedCount: 2,
      applied: true,
    });
    expect(clocksWithin(corrected, named('gateway'))?.shifts).toEqual(corrected.clocks?.shifts);
  });
});
