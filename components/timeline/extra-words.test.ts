import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { traceFromText } from '@/lib/trace/from-text';
import { colouringSteps, serviceColouring } from './colouring';
import { extraWords, pillNames, pillsOf } from './extra-words';
import { NO_SPAN_EVENTS } from './span-events';
import type { SpanValues } from './span-values';
import { timelineModel } from './timeline-model';

const model = timelineModel(traceFromText('a:read 0-100\n  b:read 10-50 error'));
const ids: SpanValues = { key: 'order.id', codes: Int32Array.of(0, -1), texts: ['ORD-1'], cutCount: 0 };
const sides: SpanValues = { key: 'order.side', codes: Int32Array.of(-1, 0), texts: [''], cutCount: 0 };
const by = (colouring: Parameters<typeof colouringSteps>[1], values: SpanValues | null = null) =>
  finishSteps(colouringSteps(model, colouring, values));

describe('pillNames', () => {
  it('are short where that says which is which', () => {
    expect(pillNames(['order.id'])).toEqual(['']);
    expect(pillNames(['order.side', 'venue'])).toEqual(['side', 'venue']);
    expect(pillNames(['order.id', 'user.id', 'order.side'])).toEqual(['order.id', 'user', 'side']);
    expect(pillNames(['order.id', 'batch.id', 'id'])).toEqual(['order', 'batch', 'id']);
  });
});

describe('what colour and pills say about a span', () => {
  it('is the attributes that it has, those with an empty value, too', () => {
    const extras = { colouring: serviceColouring(model), pills: [ids, sides], events: NO_SPAN_EVENTS };
    expect(pillsOf(extras, 0)).toEqual([{ key: 'order.id', value: 'ORD-1' }]);
    expect(extraWords(extras, 0)).toEqual(['order.id ORD-1']);
    expect(extraWords(extras, 1)).toEqual(['order.side (empty)']);
  });

  it('is the status when that is what the colours mean', () => {
    const extras = { colouring: by('status'), pills: [], events: NO_SPAN_EVENTS };
    expect([extraWords(extras, 0), extraWords(extras, 1)]).toEqual([['Status unset'], ['Status error']]);
  });

  it('is the value of the attribute that the colours mean, said once, or that there is none', () => {
    const colouring = by({ attribute: 'order.id' }, ids);
    expect(extraWords({ colouring, pills: [], events: NO_SPAN_EVENTS }, 0)).toEqual(['order.id ORD-1']);
    expect(extraWords({ colouring, pills: [ids], events: NO_SPAN_EVENTS }, 0)).toEqual(['order.id ORD-1']);
    expect(extraWords({ colouring, pills: [ids], events: NO_SPAN_EVENTS }, 1)).toEqual(['No order.id']);
  });
});
