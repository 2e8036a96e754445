import { describe, expect, it } from 'vitest';
import { checkSpans } from './check-spans';
import { testSpan } from './test-span';

const LAST_INSTANT = 9_223_372_036_854_775_807n;
/** date -u -d 2106-02-07 +%s */
const LAST_START = 4_294_944_000_000_000_000n;
const event = { timeUnixNano: 1n, name: 'e', attributes: [], droppedAttributesCount: 0 };
const link = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceState: '',
  flags: 0,
  attributes: [],
  droppedAttributesCount: 0,
};
const attributes = [{ key: 'order.id', text: 'ORD-1', type: '' as const }];

describe('checkSpans', () => {
  it('accepts sane spans as they are', () => {
    const spans = [testSpan({ parentSpanId: 'b7ad6b7169203331', links: [link], events: [event] }), testSpan()];
    const before = structuredClone(spans);
    expect(checkSpans(spans)).toEqual({ accepted: before, rejectedCount: 0, reason: '' });
  });

  it('accepts a span that ends before it starts, and times up to the last that can be stored', () => {
    const spans = [
      testSpan({ endTimeUnixNano: 0n }),
      testSpan({ startTimeUnixNano: LAST_START, endTimeUnixNano: LAST_INSTANT }),
    ];
    expect(checkSpans(spans).accepted).toEqual(spans);
  });

  it.each([
    ['a trace id of 15 bytes', { traceId: 'ab'.repeat(15) }, 'a trace id that is not 16 bytes or is all zeros'],
    ['no trace id', { traceId: '' }, 'a trace id that is not 16 bytes or is all zeros'],
    ['a trace id of zeros', { traceId: '0'.repeat(32) }, 'a trace id that is not 16 bytes or is all zeros'],
    ['a trace id that is not hex', { traceId: 'z'.repeat(32) }, 'a trace id that is not 16 bytes or is all zeros'],
    ['a span id of zeros', { spanId: '0'.repeat(16) }, 'a span id that is not 8 bytes or is all zeros'],
    ['a parent id of 7 bytes', { parentSpanId: 'ab'.repeat(7) }, 'a parent span id that is not 8 bytes'],
    [
      'a start after the minutes that can be counted',
      { startTimeUnixNano: LAST_START + 1n },
      'a start time after 2106-02-07T00:00:00Z',
    ],
    ['an end after 2262', { endTimeUnixNano: LAST_INSTANT + 1n }, 'an end time after 2262-04-11T23:47:16.854775807Z'],
  ])('rejects a span with %s', (_what, different, reason) => {
    const checked = checkSpans([testSpan(different), testSpan()]);
    expect(checked).toMatchObject({ accepted: [testSpan()], rejectedCount: 1 });
    expect(checked.reason).toContain(reason);
  });

  it('says how many spans have which fault, with the first example of each', () => {
    const { reason } = checkSpans([
      testSpan(),
      testSpan({ name: 'buy', traceId: 'abc' }),
      testSpan({ traceId: '' }),
      testSpan({ name: `<b>"${'x'.repeat(100)}`, spanId: '' }),
    ]);
    expect(reason).toBe(
      '3 of 4 spans were rejected: 2 with a trace id that is not 16 bytes or is all zeros (first: span 2, "buy": "abc"); ' +
        `1 with a span id that is not 8 bytes or is all zeros (first: span 4, "<b>\\"${'x'.repeat(36)}…": ""). ` +
        'Sending them again will not help.',
    );
  });

  it('takes an unknown kind or status for none and counts it', () => {
    const checked = checkSpans([testSpan({ kind: 6, statusCode: -1 }), testSpan({ kind: 5, statusCode: 2 })]);
    expect(checked.accepted).toMatchObject([
      { kind: 0, statusCode: 0, alteredValuesCount: 2 },
      { kind: 5, statusCode: 2, alteredValuesCount: 0 },
    ]);
  });

  it('drops and counts links to nothing, but keeps those without ids that say something', () => {
    const toZeros = { ...link, traceId: '0'.repeat(32), spanId: '0'.repeat(16) };
    const kept = [link, { ...toZeros, attributes }, { ...toZeros, traceId: '', spanId: '', traceState: 'a=1' }];
    const dropped = [
      toZeros,
      { ...link, traceId: '' },
      { ...link, spanId: 'ab', attributes },
      { ...link, traceId: 'ab'.repeat(17), attributes },
      { ...toZeros, spanId: 'zz', attributes },
    ];
    const [span] = checkSpans([testSpan({ links: [...kept, ...dropped], droppedLinksCount: 1 })]).accepted;
    expect(span).toMatchObject({ links: kept, droppedLinksCount: 6 });
  });

  it('drops and counts events at a time that cannot be stored', () => {
    const late = { ...event, timeUnixNano: LAST_INSTANT + 1n };
    const [span] = checkSpans([testSpan({ events: [late, event] })]).accepted;
    expect(span).toMatchObject({ events: [event], droppedEventsCount: 1 });
  });
});
