import { describe, expect, it } from 'vitest';
import { InvalidQuery } from './errors';
import { parseQuery } from './parse';

/** The tests of a query without their places. */
function testsOf(text: string) {
  return parseQuery(text).map(({ negated, test }) => ({ negated, ...test }));
}

function field(name: string, operator: string, value: string, negated = false) {
  return { negated, type: 'comparison', subject: { type: 'field', field: name }, operator, value };
}

function attribute(key: string, operator: string, value: string, negated = false) {
  return { negated, type: 'comparison', subject: { type: 'attribute', key }, operator, value };
}

function errorOf(text: string): InvalidQuery {
  try {
    parseQuery(text);
  } catch (error) {
    if (error instanceof InvalidQuery) return error;
    throw error;
  }
  throw new Error(`${text} was understood`);
}

describe('parseQuery', () => {
  it('reads terms of every sort', () => {
    expect(testsOf('service=risk-manager duration>5ms  order.id=ORD-1 "free text"')).toEqual([
      field('service', '=', 'risk-manager'),
      field('duration', '>', '5ms'),
      attribute('order.id', '=', 'ORD-1'),
      { negated: false, type: 'text', text: 'free text' },
    ]);
  });

  it('knows the fields of a trace; another one is an attribute only in quotes', () => {
    for (const query of ['status=error trace.foo>5', 'status=error trace.foo=*']) {
      const error = errorOf(query);
      expect(error.at).toMatchObject({ position: 13, length: 9 });
      expect(error.message).toContain('A trace has no field trace.foo (at character 14 of the query)');
      expect(error.message).toContain('one of trace.id, trace.duration, trace.spans, trace.errors, trace.rejected;');
    }
    expect(testsOf('"trace.foo"=5')).toEqual([attribute('trace.foo', '=', '5')]);
  });

  it('reads nothing from nothing', () => {
    expect(testsOf('')).toEqual([]);
    expect(testsOf(' \t\n ')).toEqual([]);
  });

  it('knows every operator', () => {
    for (const operator of ['=', '!=', '>', '>=', '<', '<=', '=~', '!~']) {
      expect(testsOf(`retries${operator}3`)).toEqual([attribute('retries', operator, '3')]);
    }
  });

  it('takes a value up to the next space, operators included', () => {
    expect(testsOf('http.url=http://a/?b=c&d>1 x')).toEqual([
      attribute('http.url', '=', 'http://a/?b=c&d>1'),
      { negated: false, type: 'text', text: 'x' },
    ]);
  });

  it('unescapes quoted values, keys and texts', () => {
    expect(testsOf(String.raw`a="say \"hi\" \\ \n" "key with space"=1 "tab\tbed"`)).toEqual([
      attribute('a', '=', 'say "hi" \\ \n'),
      attribute('key with space', '=', '1'),
      { negated: false, type: 'text', text: 'tab\tbed' },
    ]);
  });

  it('reads NULs, emoji and an empty quoted value as they are', () => {
    expect(testsOf('a="\0" 🦊=🐔 b=""')).toEqual([
      attribute('a', '=', '\0'),
      attribute('🦊', '=', '🐔'),
      attribute('b', '=', ''),
    ]);
  });

  it('tells presence from the text of a star', () => {
    expect(testsOf('user.id=* user.id!=* user.id="*"')).toEqual([
      { negated: false, type: 'presence', key: 'user.id' },
      { negated: true, type: 'presence', key: 'user.id' },
      attribute('user.id', '=', '*'),
    ]);
  });

  it('turns a term round with a minus, twice for presence', () => {
    expect(testsOf('-status=error -"two words" -a!=*')).toEqual([
      field('status', '=', 'error', true),
      { negated: true, type: 'text', text: 'two words' },
      { negated: false, type: 'presence', key: 'a' },
    ]);
  });

  it('takes name for operation, and a quoted key for an attribute', () => {
    expect(testsOf('name=check_risk "status"=open')).toEqual([
      field('operation', '=', 'check_risk'),
      attribute('status', '=', 'open'),
    ]);
  });

  it('remembers where each part stands', () => {
    expect(parseQuery(' -duration>=5ms')[0]).toMatchObject({
      place: { position: 1, end: 15 },
      operatorPlace: { position: 10, end: 12 },
      valuePlace: { position: 12, end: 15 },
    });
  });

  it('reads 10 kB', () => {
    const long = 'x'.repeat(10_000);
    expect(testsOf(`a=${long} "${long.slice(0, 200)}"`)).toHaveLength(2);
  });

  it.each([
    ['service="risk', 8, 5, 'The quote that opens here is never closed'],
    ['duration > 5ms', 9, 1, 'No key stands before >'],
    ['duration> 5ms', 8, 1, 'No value follows >'],
    ['a=', 1, 1, 'No value follows ='],
    ['a==b', 1, 2, 'There is no operator =='],
    ['a=>b', 1, 2, 'There is no operator =>'],
    ['a=b"c"', 3, 1, 'A quote stands in the middle of a word'],
    ['ab"c"', 2, 1, 'A quote stands in the middle of a word'],
    ['"a"b', 3, 1, 'Text follows a closing quote'],
    [String.raw`"a\x"`, 2, 2, 'Unknown escape'],
    ['a - b', 2, 1, 'Nothing follows the minus'],
    ['""', 0, 2, 'Empty text matches every span'],
    ['a OR b', 2, 2, 'OR has no meaning here'],
    ['service:gateway', 0, 15, 'service is compared with =, not with a colon'],
    ['service=*', 0, 9, 'Every span has a service'],
    ['""=1', 0, 2, 'The key is empty'],
  ])('says what is wrong with %s', (text, position, length, why) => {
    const error = errorOf(text);
    expect(error.at).toMatchObject({ position, length });
    expect(error.message).toContain(why);
    expect(error.message).toContain(`at character ${position + 1}`);
    expect(error.message).toContain(error.at.expected);
    expect(error.kind).toBe('invalid-input');
  });

  it('says how long a query may be, and of how many terms', () => {
    expect(errorOf('x'.repeat(16_385)).message).toContain('16385 characters');
    expect(errorOf('x '.repeat(65)).message).toContain('at most 64');
    expect(testsOf('x '.repeat(64))).toHaveLength(64);
  });
});
