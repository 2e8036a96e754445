import { describe, expect, it } from 'vitest';
import { seriesAmong } from '@/components/ui/service-colour';
import { finishSteps } from '@/lib/base/steps';
import { traceFromText } from '@/lib/trace/from-text';
import type { ColourBy } from '@/lib/url/trace-colour';
import { colouringSteps, colourText, paintOf, serviceColouring } from './colouring';
import { Paint, textureOf } from './paints';
import { timelineModel } from './timeline-model';

const model = timelineModel(
  traceFromText('a:read 0-100 error rejected\n  b:read 10-50 rejected\n    a:read 20-30 ok\n  a:write 50-90'),
);

function colouring(by: Exclude<ColourBy, 'service'>, texts: readonly (string | null)[] = []) {
  const distinct = [...new Set(texts.filter((text) => text !== null))];
  const codes = Int32Array.from(texts, (text) => (text === null ? -1 : distinct.indexOf(text)));
  return finishSteps(colouringSteps(model, by, { key: 'k', codes, texts: distinct, cutCount: 0 }));
}

describe('what colours mean', () => {
  it('is the service, as everywhere else, those with most spans first', () => {
    const { legend, others, noneCount } = serviceColouring(model);
    const seriesOf = seriesAmong(['a', 'b']);
    expect(legend).toEqual([
      { text: 'a', service: null, spanCount: 3, paint: seriesOf('a') },
      { text: 'b', service: null, spanCount: 1, paint: seriesOf('b') },
    ]);
    expect([others, noneCount]).toEqual([{ valueCount: 0, spanCount: 0 }, 0]);
  });

  it('is the operation: equal names of two services differ', () => {
    const { legend } = colouring('operation');
    expect(legend.map(({ service, text, spanCount }) => [service, text, spanCount])).toEqual([
      ['a', 'read', 2],
      ['b', 'read', 1],
      ['a', 'write', 1],
    ]);
    expect(new Set(legend.map(({ paint }) => paint)).size).toBe(3);
  });

  it('is the status: an error that was also rejected is an error, and each but ok has a texture', () => {
    const by = colouring('status');
    expect(by.legend.map(({ text, spanCount }) => [text, spanCount])).toEqual([
      ['error', 1],
      ['rejected', 1],
      ['ok', 1],
      ['unset', 1],
    ]);
    expect([0, 1, 2, 3].map((span) => paintOf(by, span))).toEqual([Paint.Error, Paint.Rejected, Paint.Ok, Paint.None]);
    expect(by.legend.map(({ paint }) => textureOf(paint))).toEqual(['crossed', 'striped', 'plain', 'hollow']);
  });

  it('is an attribute: spans without it have no colour', () => {
    const by = colouring({ attribute: 'order.side' }, ['BUY', null, 'SELL', 'SELL']);
    expect(by.legend.map(({ text, spanCount }) => [text, spanCount])).toEqual([
      ['SELL', 2],
      ['BUY', 1],
    ]);
    expect(by.noneCount).toBe(1);
    expect([0, 1, 2, 3].map((span) => colourText(by, span))).toEqual(['BUY', null, 'SELL', 'SELL']);
    expect(paintOf(by, 1)).toBe(Paint.None);
    expect(textureOf(paintOf(by, 1))).toBe('hollow');
  });

  it('gives the twelve most frequent values colours that all differ, and says what the others are', () => {
    // Value i of 15 has 15 - i spans: 15 + 14 + ... + 1 = 120, of which the last three have 3 + 2 + 1.
    const texts = Array.from({ length: 15 }, (_, i) => Array.from({ length: 15 - i }, () => `v${i}`)).flat();
    const wide = timelineModel(traceFromText(texts.map(() => 'a 0-1').join('\n')));
    const distinct = [...new Set(texts)];
    const codes = Int32Array.from(texts, (text) => distinct.indexOf(text));
    const by = finishSteps(
      colouringSteps(wide, { attribute: 'k' }, { key: 'k', codes, texts: [...distinct, 'of no span'], cutCount: 0 }),
    );
    expect(by.legend.map(({ text }) => text)).toEqual(distinct.slice(0, 12));
    expect(new Set(by.legend.map(({ paint }) => paint)).size).toBe(12);
    expect(by.others).toEqual({ valueCount: 3, spanCount: 6 });
    expect(paintOf(by, 119)).toBe(Paint.Other);
    expect(textureOf(Paint.Other)).toBe('hatched');
  });
});
