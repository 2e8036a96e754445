import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionsOf } from './conditions';
import { InvalidQuery } from './errors';
import { FIELD_NAMES } from './fields';
import { formatKey, formatValue } from './format';
import { parseQuery } from './parse';
import { OPERATORS, quote } from './syntax';
import type { Term, Test } from './tree';

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

/** The text of a query whose keys and values are written as completion writes them. */
function write(terms: readonly Pick<Term, 'negated' | 'test'>[]): string {
  return terms.map(({ negated, test: written }) => (negated ? '-' : '') + writeTest(written)).join(' ');
}

function writeTest(written: Test): string {
  if (written.type === 'text') return quote(written.text);
  if (written.type === 'presence') return `${formatKey(written.key)}=*`;
  const key = written.subject.type === 'field' ? written.subject.field : formatKey(written.subject.key);
  return `${key}${written.operator}${formatValue(written.value)}`;
}

function withoutPlaces(parsed: ReturnType<typeof parseQuery>) {
  return parsed.map((term) => ({ negated: term.negated, test: term.test }));
}

describe('keys and values as they are written into a query', () => {
  it('have quotes only where they need them', () => {
    expect(['order.id', 'status', 'a b', 'done!'].map(formatKey)).toEqual(['order.id', '"status"', '"a b"', '"done!"']);
    expect(['ORD-1', 'order manager', '', '*', '=x'].map(formatValue)).toEqual([
      'ORD-1',
      '"order manager"',
      '""',
      '"*"',
      '"=x"',
    ]);
  });

  it('are read back as they were', () => {
    fc.assert(
      fc.property(query, (terms) => {
        expect(withoutPlaces(parseQuery(write(terms)))).toEqual(terms);
      }),
      { numRuns: 2000 },
    );
  });

  it('read back as the same terms out of any text that parses, and nothing but InvalidQuery is thrown', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ maxLength: 60 }), query.map(write)), (typed) => {
        try {
          const tree = parseQuery(typed);
          expect(withoutPlaces(parseQuery(write(tree)))).toEqual(withoutPlaces(tree));
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
