import { describe, expect, it } from 'vitest';
import { conditionsOf } from './conditions';
import { parseQuery } from './parse';

const read = (text: string) => conditionsOf(parseQuery(text));

describe('conditionsOf', () => {
  it('sorts terms into those on one span and those on the trace', () => {
    expect(read('service=gw duration>1.5ms -trace.errors=0 trace.duration<=2s')).toEqual({
      span: [
        { type: 'service', operator: '=', value: 'gw', negated: false },
        { type: 'duration', operator: '>', nanos: 1_500_000n, negated: false },
      ],
      trace: [
        { type: 'trace.errors', operator: '=', count: 0n, negated: true },
        { type: 'trace.duration', operator: '<=', nanos: 2_000_000_000n, negated: false },
      ],
    });
  });

  it('compares an attribute as text or as a number, as the operator says', () => {
    expect(read('a=5 a>5 a=~x a<=-1e3').span).toEqual([
      { type: 'attribute text', key: 'a', operator: '=', value: '5', negated: false },
      { type: 'attribute number', key: 'a', operator: '>', value: 5, negated: false },
      { type: 'attribute text', key: 'a', operator: '=~', value: 'x', negated: false },
      { type: 'attribute number', key: 'a', operator: '<=', value: -1000, negated: false },
    ]);
  });

  it('reads kinds, statuses and ids in any case', () => {
    const id = 'AB'.repeat(16);
    expect(read(`kind=SERVER status!=Rejected trace.id=${id} span.id=${id.slice(0, 16)}`)).toEqual({
      span: [
        { type: 'kind', operator: '=', value: 'server', negated: false },
        { type: 'status', operator: '!=', value: 'rejected', negated: false },
        { type: 'span.id', operator: '=', id: 'ab'.repeat(8), negated: false },
      ],
      trace: [{ type: 'trace.id', operator: '=', id: 'ab'.repeat(16), negated: false }],
    });
  });

  it.each([
    ['duration=5', 9, 1, '5 is not a duration', '5ms'],
    ['duration>1.5ns', 9, 5, '1.5ns is not a duration', 'exact to the nanosecond'],
    ['duration=~5ms', 8, 2, 'duration cannot be compared with =~', 'one of > >= < <= = !='],
    ['service>a', 7, 1, 'service cannot be compared with >', 'one of = != =~ !~'],
    ['status=failed', 7, 6, 'There is no status failed', 'one of error, ok, unset, rejected'],
    ['kind=web', 5, 3, 'There is no kind web', 'one of server, client'],
    ['trace.spans>=1.5', 13, 3, '1.5 is not a count', 'a whole number'],
    ['trace.id=abc', 9, 3, 'abc is not an id', '32 hex digits'],
    ['span.id=0000000000000000', 8, 16, 'is not an id', 'not all zero'],
    ['price>high', 6, 4, '> compares numbers, and high is none', 'a number such as 100'],
    ['latency>5ms', 8, 3, '> compares numbers, and 5ms is none', 'only duration and trace.duration have units'],
    ['a=~""', 3, 2, 'Every text contains the empty text', 'some text'],
  ])('says what is wrong with %s', (text, position, length, why, expected) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        name: 'InvalidQuery',
        at: { position, length, expected: expect.stringContaining(expected) },
        message: expect.stringContaining(why),
      }),
    );
  });
});
