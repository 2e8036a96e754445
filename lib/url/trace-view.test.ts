import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColourBy } from './trace-colour';
import { FIND_PICKS } from './trace-find';
import { MAX_PILLS } from './trace-pills';
import { MAX_PINS } from './trace-rows';
import { DEFAULT_TRACE_TABS } from './trace-tabs';
import {
  DEFAULT_TRACE_VIEW,
  DETAIL_TABS,
  formatTraceView,
  GROUPINGS,
  leftOutOfUrl,
  parseTraceView,
  type TraceView,
  URL_LIMITS,
} from './trace-view';

const hex = (digits: number) =>
  fc.bigInt({ min: 1n, max: (1n << BigInt(digits * 4)) - 1n }).map((value) => value.toString(16).padStart(digits, '0'));
const spanId = hex(16);
const nanos = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 1 });

const view: fc.Arbitrary<TraceView> = fc
  .record({
    span: fc.option(spanId),
    window: fc.option(
      fc
        .tuple(nanos, nanos)
        .map(([a, b]) => (a === b ? { start: a, end: a + 1 } : { start: Math.min(a, b), end: Math.max(a, b) })),
    ),
    grouping: fc.constantFrom(...GROUPINGS),
    foldDepth: fc.option(fc.integer({ min: 0, max: 50_000 })),
    toggledSpans: fc.uniqueArray(spanId, { maxLength: 30 }),
    foldServices: fc.boolean(),
    toggledServices: fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 6 }),
    criticalPath: fc.boolean(),
    tab: fc.constantFrom(...DETAIL_TABS),
    top: fc.option(spanId),
    trail: fc.array(fc.record({ traceId: hex(32), spanId }), { maxLength: URL_LIMITS.trail }),
    find: fc.string({ unit: 'grapheme', maxLength: 30 }),
    pick: fc.option(fc.constantFrom(...FIND_PICKS)),
    hideOthers: fc.boolean(),
    shownSpans: fc.uniqueArray(spanId, { maxLength: 30 }),
    match: fc.option(spanId),
    pills: fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { maxLength: MAX_PILLS }),
    squeeze: fc.boolean(),
    correctClocks: fc.boolean(),
    measure: fc.option(fc.record({ from: nanos, to: fc.option(nanos) })),
    colourBy: fc.oneof(
      fc.constantFrom<ColourBy>('service', 'operation', 'status'),
      fc.record({ attribute: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) }),
    ),
    foldAlike: fc.boolean(),
    root: fc.option(spanId),
    pins: fc.uniqueArray(spanId, { maxLength: MAX_PINS }),
  })
  .map((rest) => ({ ...DEFAULT_TRACE_TABS, ...rest }));

const parse = (text: string) => parseTraceView(new URLSearchParams(text));

describe('the trace view in the URL', () => {
  it('gives back every view, through the text of a URL', () => {
    fc.assert(
      fc.property(view, (any) => {
        expect(parse(formatTraceView(any).toString())).toEqual(any);
      }),
    );
  });

  it('leaves the defaults out', () => {
    expect(formatTraceView(DEFAULT_TRACE_VIEW).toString()).toBe('');
    expect(parse('')).toEqual(DEFAULT_TRACE_VIEW);
  });

  it('reads like what it says', () => {
    const text = formatTraceView({
      ...DEFAULT_TRACE_VIEW,
      span: '00f067aa0ba902b7',
      window: { start: 0, end: 1500 },
      grouping: 'service',
      toggledSpans: ['0000000000000001', 'ffffffffffffffff'],
      criticalPath: false,
    }).toString();
    // 1 is ten zeros and a one; 2^64 - 1 is 15 (four of the 66 bits' leading six) and ten times 63.
    expect(text).toBe('span=00f067aa0ba902b7&from=0&to=1500&group=service&rows=AAAAAAAAAABP__________&path=off');
  });

  it.each([
    ['span=xyz', 'a span id that is none'],
    ['span=0000000000000000', 'the id that means no span'],
    ['span=00F067AA0BA902B7', 'upper case, which no id of ours has'],
    ['from=5', 'half a window'],
    ['from=9&to=9', 'an empty window'],
    ['from=9&to=5', 'a window that ends before it starts'],
    ['from=-1&to=5', 'a negative offset'],
    ['from=1e3&to=2e3', 'another notation'],
    ['from=1&to=9007199254740993', 'more than a number holds exactly'],
    ['group=colour', 'an unknown grouping'],
    ['fold=-1', 'a negative depth'],
    ['rows=AAAA', 'a piece of a packed id'],
    ['rows=AAAAAAAAAAA', 'the packed id of no span'],
    ['rows=Q__________', 'more than 64 bits'],
    ['rows=%00%00%00%00%00%00%00%00%00%00%00', 'characters that are no digits'],
    ['tab=nothing', 'an unknown tab'],
    ['trail=abc-def.-..', 'a trail that leads nowhere'],
    ['pick=nicest', 'an unknown pick'],
    ['match=7', 'a match that is no span id'],
    ['measure=5-', 'half a measure'],
    ['measure=5-9007199254740993', 'a measure of more than a number holds exactly'],
    ['gaps=wide', 'gaps shown in another way'],
    [`find=${'x'.repeat(1001)}`, 'a text that nobody can have found'],
  ])('falls back for %s: %s', (text) => {
    expect(parse(text)).toEqual(DEFAULT_TRACE_VIEW);
  });

  it('keeps the good part of a list with a bad one in it', () => {
    expect(parse('rows=AAAAAAAAAAB!!!!!!!!!!!AAAAAAAAAAC').toggledSpans).toEqual([
      '0000000000000001',
      '0000000000000002',
    ]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          ...'span from to group fold rows top trail find pick shown match pills gaps clocks measure'.split(' '),
        ),
        (text, name) => {
          parseTraceView(new URLSearchParams([[name, text]]));
        },
      ),
    );
  });

  it('stays short whatever was folded, and counts what it left out', () => {
    const many = {
      ...DEFAULT_TRACE_VIEW,
      toggledSpans: Array.from({ length: 10_000 }, (_, i) => (i + 1).toString(16).padStart(16, '0')),
      toggledServices: ['ok', 'x'.repeat(10_000)],
      shownSpans: Array.from({ length: 130 }, (_, i) => (i + 1).toString(16).padStart(16, '0')),
    };
    expect(formatTraceView(many).toString().length).toBeLessThan(6_000);
    expect(leftOutOfUrl(many)).toBe(9_600 + 30 + 1);
    expect(leftOutOfUrl(DEFAULT_TRACE_VIEW)).toBe(0);
  });

  it('keeps the latest steps of a trail that is too long', () => {
    const trail = Array.from({ length: 25 }, (_, i) => ({
      traceId: 'a'.repeat(32),
      spanId: (i + 1).toString(16).padStart(16, '0'),
    }));
    expect(parse(formatTraceView({ ...DEFAULT_TRACE_VIEW, trail }).toString()).trail).toEqual(trail.slice(5));
  });
});
