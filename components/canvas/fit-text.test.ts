import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cachedMeasure, fitMiddle, fitText } from './fit-text';

/** Every UTF-16 unit is 10 px wide. */
const measure = (text: string) => text.length * 10;

describe('fitMiddle', () => {
  it('keeps both ends of a text that does not fit', () => {
    expect(fitMiddle('ORD-1234-567', 120, measure)).toBe('ORD-1234-567');
    expect(fitMiddle('ORD-1234-567', 70, measure)).toBe('ORD…567');
    expect(fitMiddle('ORD-1234-567', 60, measure)).toBe('ORD…67');
    expect(fitMiddle('ORD-1234-567', 10, measure)).toBe('…');
    expect(fitMiddle('ORD-1234-567', 9, measure)).toBe('');
  });

  it('does not cut an emoji in half', () => {
    expect(fitMiddle('😀bcde😀', 50, measure)).toBe('😀…😀');
  });
});

describe('fitText', () => {
  it('leaves a text alone that fits', () => {
    expect(fitText('order', 50, measure)).toBe('order');
  });

  it('cuts with an ellipsis that fits too', () => {
    expect(fitText('place_order', 60, measure)).toBe('place…');
    expect(fitText('place order', 70, measure)).toBe('place…');
  });

  it('shows at least that something is there', () => {
    expect(fitText('order', 10, measure)).toBe('…');
    expect(fitText('order', 9, measure)).toBe('');
  });

  it('does not cut an emoji in half', () => {
    expect(fitText('ab😀cd', 40, measure)).toBe('ab…');
  });

  it('never exceeds the width, however long the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 10, max: 300 }), (text, width) => {
        expect(measure(fitText(text, width, measure))).toBeLessThanOrEqual(width);
      }),
    );
    let calls = 0;
    fitText('x'.repeat(1_000_000), 300, (text) => {
      calls++;
      return measure(text);
    });
    expect(calls).toBeLessThan(15);
  });
});

describe('cachedMeasure', () => {
  it('measures a text once a font, and forgets the oldest when it is full', () => {
    const asked: string[] = [];
    const width = cachedMeasure((font, text) => {
      asked.push(font + text);
      return 1;
    }, 4);
    for (const text of ['a', 'a', 'b', 'c', 'd', 'e', 'd', 'a']) width('f', text);
    width('g', 'a');
    expect(asked).toEqual(['fa', 'fb', 'fc', 'fd', 'fe', 'fa', 'ga']);
  });
});
