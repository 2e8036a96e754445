import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionsOf } from './conditions';
import { InvalidQuery } from './errors';
import { FIELD_NAMES } from './fields';
import { formatQuery } from './format';
import { parseQuery } from './parse';
import { OPERATORS } from './syntax';
import type { Test } from './tree';

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
  fc.string({
    minLength: 1,
    maxLength: 8,
    unit: fc.constantFrom(
      '-',
      '=',
      '!',
      '~',
      '<',
      '>',
      '"',
      '\\',
      '*',
      ' ',
      '\n',
      '\0',
      'a',
      ':',
      'OR',
      'status',
      'service:',
      '🦊',
    ),
  }),
);
const subject = fc.oneof(
  fc.constantFrom(...FIELD_NAMES).map((field) => ({ type: 'field', field }) as const),
  text.map((key) => ({ type: 'attribute', key }) as const),
);
const test: fc.Arbitrary<Test> = fc.oneof(
  text.map((value) => ({ type: 'text', text: value }) as const),
  text.map((key) => ({ type: 'presence', key }) as const),
  fc.record({
    type: fc.constant('comparison' as const),
    subject,
    operator: fc.constantFrom(...OPERATORS),
    value: fc.oneof(text, fc.constant('')),
  }),
);
const query = fc.array(fc.record({ negated: fc.boolean(), test }), { maxLength: 5 });

function withoutPlaces(parsed: ReturnType<typeof parseQuery>) {
  return parsed.map((term) => ({ negated: term.negated, test: term.test }));
}

describe('formatQuery', () => {
  it('quotes only what needs it', () => {
    const typed = '-service="order manager" duration>5ms order.id=ORD-1 "status"=x fill';
    expect(formatQuery(parseQuery(typed))).toBe(typed);
    expect(formatQuery(parseQuery('"plain" name="x"'))).toBe('plain operation=x');
  });

  it('quotes a key that would merge with its operator', () => {
    expect(formatQuery([{ negated: false, test: { type: 'presence', key: 'done!' } }])).toBe('"done!"=*');
  });

  it('gives back every tree', () => {
    fc.assert(
      fc.property(query, (terms) => {
        expect(withoutPlaces(parseQuery(formatQuery(terms)))).toEqual(terms);
      }),
      { numRuns: 2000 },
    );
  });

  it('settles after one round on any text that parses, and nothing but InvalidQuery is thrown', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ maxLength: 60 }), query.map(formatQuery)), (typed) => {
        try {
          const tree = parseQuery(typed);
          expect(withoutPlaces(parseQuery(formatQuery(tree)))).toEqual(withoutPlaces(tree));
          conditionsOf(tree);
        } catch (error) {
          if (!(error instanceof InvalidQuery)) throw error;
          expect(error.at.position + error.at.length).toBeLessThanOrEqual(typed.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
