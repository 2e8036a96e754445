import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import type { SpanCondition } from '@/lib/search/conditions';
import { traceFromText } from '@/lib/trace/from-text';
import { indexSpans } from '@/lib/trace/span-index';
import { arbitraryTrace } from '@/lib/trace/test-traces';
import { SPAN_KIND_NAMES, STATUS_CODE_NAMES, type Trace } from '@/lib/trace/trace';
import { findSpans, spansWithIds } from './find-spans';
import { readFind } from './read-find';

const ORDER = traceFromText(`
  gateway:Place_Order 0-100ms server
    risk:check_risk 10ms-50ms
      db:read 20ms-25ms client error
    engine:match 50ms-90ms rejected
      db:write 60ms-62ms client id=255
`);

function found(text: string, trace: Trace = ORDER): string[] {
  const query = readFind(text);
  if (query instanceof Error) throw query;
  const { matched, count } = finishSteps(findSpans(trace, { conditions: query.conditions, among: null }));
  const names = Array.from(matched.keys())
    .filter((span) => matched[span] === 1)
    .map((span) => trace.names.values[trace.names.codes[span] as number] as string);
  expect(count).toBe(names.length);
  return names;
}

describe('findSpans', () => {
  it('looks for free text in names and services, ignoring case', () => {
    expect(found('PLACE')).toEqual(['Place_Order']);
    expect(found('risk')).toEqual(['check_risk']);
    expect(found('Db')).toEqual(['read', 'write']);
    expect(found('nobody')).toEqual([]);
  });

  it('asks every span for all terms, also for turned ones', () => {
    expect(found('db read')).toEqual(['read']);
    expect(found('-db')).toEqual(['Place_Order', 'check_risk', 'match']);
    expect(found('-db -risk kind=server')).toEqual(['Place_Order']);
  });

  it('compares services and names as they are with = and by what they contain with =~', () => {
    expect(found('service=db')).toEqual(['read', 'write']);
    expect(found('service=DB')).toEqual([]);
    expect(found('name=~re')).toEqual(['read']);
    expect(found('name!~r')).toEqual(['match']);
    expect(found('-service!=db')).toEqual(['read', 'write']);
  });

  it('knows kinds, statuses and refusals', () => {
    expect(found('kind=client')).toEqual(['read', 'write']);
    expect(found('kind!=client kind!=internal')).toEqual(['Place_Order']);
    expect(found('status=error')).toEqual(['read']);
    expect(found('status=rejected')).toEqual(['match']);
    expect(found('status!=unset')).toEqual(['read']);
    expect(found('-status=rejected service=engine')).toEqual([]);
  });

  it('compares durations to the nanosecond', () => {
    expect(found('duration>40ms')).toEqual(['Place_Order']);
    expect(found('duration>=40ms')).toEqual(['Place_Order', 'check_risk', 'match']);
    expect(found('duration<5ms')).toEqual(['write']);
    expect(found('duration=2000us')).toEqual(['write']);
    expect(found('-duration!=5ms')).toEqual(['read']);
  });

  it('finds a span by its id', () => {
    expect(found('span.id=00000000000000ff')).toEqual(['write']);
    expect(found('span.id!=00000000000000ff db')).toEqual(['read']);
  });

  it('stays within the spans that it is given', () => {
    const matches = finishSteps(findSpans(ORDER, { conditions: [], among: Uint8Array.of(0, 1, 0, 1, 0) }));
    expect([...matches.matched]).toEqual([0, 1, 0, 1, 0]);
    expect(matches.count).toBe(2);
  });

  it('agrees with asking one span after another', () => {
    fc.assert(
      fc.property(arbitraryTrace(), fc.array(arbitraryCondition(), { maxLength: 3 }), (trace, conditions) => {
        const { matched } = finishSteps(findSpans(trace, { conditions, among: null }));
        const expected = Array.from({ length: trace.spanCount }, (_, span) =>
          conditions.every((condition) => holds(trace, span, condition) !== condition.negated) ? 1 : 0,
        );
        expect([...matched]).toEqual(expected);
      }),
    );
  });
});

describe('spansWithIds', () => {
  it('marks all spans of an id and passes over ids that are not there', () => {
    const trace = traceFromText('a 0-9\nb 1-2 id=7\nc 3-4 id=7\nd 5-6');
    const ids = BigUint64Array.of(7n, 99n);
    expect([...finishSteps(spansWithIds(indexSpans(trace.spanIds), ids))]).toEqual([0, 1, 1, 0]);
  });
});

function arbitraryCondition(): fc.Arbitrary<SpanCondition> {
  const text = fc.constantFrom('span 1', 'SPAN', 'risk', 'e', '2');
  const negated = fc.boolean();
  return fc.oneof(
    fc.record({ type: fc.constant('text'), text, negated }),
    fc.record({
      type: fc.constantFrom('service', 'operation'),
      operator: fc.constantFrom('=', '!=', '=~', '!~'),
      value: text,
      negated,
    }),
    fc.record({
      type: fc.constant('kind'),
      operator: fc.constantFrom('=', '!='),
      value: fc.constantFrom('producer', 'internal'),
      negated,
    }),
    fc.record({
      type: fc.constant('status'),
      operator: fc.constantFrom('=', '!='),
      value: fc.constantFrom('error', 'unset', 'rejected'),
      negated,
    }),
    fc.record({
      type: fc.constant('duration'),
      operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
      nanos: fc.bigInt({ min: 0n, max: 15n }),
      negated,
    }),
    fc.record({
      type: fc.constant('span.id'),
      operator: fc.constantFrom('=', '!='),
      id: fc.integer({ min: 1, max: 24 }).map((id) => id.toString(16).padStart(16, '0')),
      negated,
    }),
  ) as fc.Arbitrary<SpanCondition>;
}

/** The condition on one span, in the plainest words. */
function holds(trace: Trace, span: number, condition: SpanCondition): boolean {
  const service = trace.services.values[trace.services.codes[span] as number] ?? '';
  const name = trace.names.values[trace.names.codes[span] as number] ?? '';
  const contains = (whole: string, part: string) => whole.toLowerCase().includes(part.toLowerCase());
  switch (condition.type) {
    case 'text':
      return contains(service, condition.text) || contains(name, condition.text);
    case 'service':
    case 'operation': {
      const whole = condition.type === 'service' ? service : name;
      if (condition.operator === '=') return whole === condition.value;
      if (condition.operator === '!=') return whole !== condition.value;
      return contains(whole, condition.value) === (condition.operator === '=~');
    }
    case 'kind': {
      const kind = SPAN_KIND_NAMES[trace.kinds[span] as number]?.toLowerCase();
      return (kind === condition.value) === (condition.operator === '=');
    }
    case 'status': {
      const status = STATUS_CODE_NAMES[trace.statuses[span] as number]?.toLowerCase();
      const is = condition.value === 'rejected' ? trace.rejected[span] === 1 : status === condition.value;
      return is === (condition.operator === '=');
    }
    case 'duration': {
      const duration = BigInt(trace.durations[span] as number);
      const { nanos } = condition;
      return {
        '=': duration === nanos,
        '!=': duration !== nanos,
        '<': duration < nanos,
        '<=': duration <= nanos,
        '>': duration > nanos,
        '>=': duration >= nanos,
      }[condition.operator];
    }
    case 'span.id':
      return (trace.spanIds[span] === BigInt(`0x${condition.id}`)) === (condition.operator === '=');
    default:
      throw new Error('The columns do not hold attributes.');
  }
}
