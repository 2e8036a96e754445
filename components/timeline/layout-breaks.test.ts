import { describe, expect, it } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { layoutBreaks } from './layout-breaks';
import { layoutRuler } from './layout-ruler';
import { timelineModel } from './timeline-model';
import { shownWindow } from './viewport';

// One break from 480 to 9,520, which is 40 of 1,000 on the scale.
const { extent, squeeze } = timelineModel(traceFromText('gateway 0-10000 / risk 0-480 / venue 9520-10000'));
const breaksIn = (start: number, end: number) =>
  layoutBreaks(shownWindow({ start, end }, extent, squeeze), 1000).map((each) => ({
    ...each,
    left: Math.round(each.left),
    width: Math.round(each.width),
  }));

describe('layoutBreaks', () => {
  it('places a break and says what it stands for', () => {
    expect(breaksIn(0, extent)).toEqual([{ start: 480, end: 9520, left: 480, width: 40 }]);
  });

  it('leaves out what is not in view', () => {
    expect(breaksIn(0, 480)).toEqual([]);
    expect(breaksIn(9520, 10_000)).toEqual([]);
  });

  it('cuts at the edges', () => {
    // From 460 on the scale to 500, which is half of the break.
    expect(breaksIn(460, 5000)).toEqual([{ start: 480, end: 9520, left: 500, width: 500 }]);
    expect(breaksIn(5000, 5100)).toEqual([{ start: 480, end: 9520, left: 0, width: 1000 }]);
  });

  it('has none without squeezing', () => {
    expect(layoutBreaks(shownWindow(null, extent), 1000)).toEqual([]);
  });
});

describe('the ruler with a break', () => {
  it('has its marks on both sides, at least a gap apart, and none inside', () => {
    const ticks = layoutRuler(shownWindow(null, extent, squeeze), 1000, 90);
    expect(ticks.map(({ nanos, px }) => `${nanos} at ${Math.round(px)}`)).toEqual([
      '0 at 0',
      '100 at 100',
      '200 at 200',
      '300 at 300',
      '400 at 400',
      '9600 at 600',
      '9700 at 700',
      '9800 at 800',
      '9900 at 900',
      '10000 at 1000',
    ]);
  });
});
