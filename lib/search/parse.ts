import { excerpt, invalidQuery } from './errors';
import { FIELD_NAMES, fieldNamed, looksLikeTraceField } from './fields';
import { lex, type Token } from './lexer';
import { RESERVED_WORDS } from './syntax';
import type { Query, Subject, Term, Test } from './tree';

/** In UTF-16 code units. Far above what a person writes, and within what fits a request line. */
export const MAX_QUERY_LENGTH = 16_384;
/** Each term costs a test a span. */
export const MAX_TERMS = 64;

/**
 * Reads a query: terms with spaces between them, all of which must hold.
 * @throws InvalidQuery, whose sentence and details say where, why and what would be right.
 */
export function parseQuery(text: string): Query {
  if (text.length > MAX_QUERY_LENGTH) {
    const why = `The query has ${text.length} characters`;
    throw invalidQuery(why, MAX_QUERY_LENGTH, text.length, `at most ${MAX_QUERY_LENGTH}`);
  }
  const reader = new TokenReader(lex(text), text.length);
  const terms: Term[] = [];
  while (reader.peek()) {
    const term = readTerm(reader);
    if (terms.length === MAX_TERMS) {
      throw invalidQuery('The query has too many terms', term.place.position, text.length, `at most ${MAX_TERMS}`);
    }
    terms.push(term);
  }
  return terms;
}

class TokenReader {
  #next = 0;

  constructor(
    private readonly tokens: readonly Token[],
    readonly length: number,
  ) {}

  peek(): Token | undefined {
    return this.tokens[this.#next];
  }

  /** The next token when it starts where `before` ends. */
  peekTouching(before: Token): Token | undefined {
    const token = this.peek();
    return token?.position === before.end ? token : undefined;
  }

  take(): Token | undefined {
    const token = this.peek();
    this.#next += 1;
    return token;
  }
}

function readTerm(reader: TokenReader): Term {
  const first = reader.take();
  if (first?.type !== 'minus') return readTest(reader, first, false, first?.position ?? 0);
  if (reader.peekTouching(first) === undefined) {
    throw invalidQuery(
      'Nothing follows the minus',
      first.position,
      first.end,
      'a term right after it, as in -status=error',
    );
  }
  return readTest(reader, reader.take(), true, first.position);
}

function readTest(reader: TokenReader, head: Token | undefined, negated: boolean, position: number): Term {
  if (head === undefined || head.type === 'minus')
    throw invalidQuery('A term is missing', position, position + 1, 'a term');
  if (head.type === 'operator') {
    throw invalidQuery(
      `No key stands before ${head.operator}`,
      head.position,
      head.end,
      `key${head.operator}value without spaces between, as in service=risk-manager or duration>5ms`,
    );
  }
  const operator = reader.peekTouching(head);
  if (operator?.type !== 'operator') {
    const place = { position, end: head.end };
    return { negated, test: textTest(head), place, operatorPlace: place, valuePlace: head };
  }
  reader.take();
  const value = reader.peekTouching(operator);
  if (value?.type !== 'word' && value?.type !== 'quoted') {
    throw invalidQuery(
      `No value follows ${operator.operator}`,
      operator.position,
      operator.end,
      `a value right after it, without a space; "" for an empty one`,
    );
  }
  reader.take();
  const { test, inverted } = comparisonTest(head, operator, value);
  return {
    negated: negated !== inverted,
    test,
    place: { position, end: value.end },
    operatorPlace: { position: operator.position, end: operator.end },
    valuePlace: { position: value.position, end: value.end },
  };
}

type TextToken = Token & { type: 'word' | 'quoted' };

function textTest(token: TextToken): Test {
  if (token.text === '') throw invalidQuery('Empty text matches every span', token.position, token.end, 'some text');
  if (token.type === 'word') {
    if (RESERVED_WORDS.has(token.text)) {
      throw invalidQuery(
        `${token.text} has no meaning here: all terms must hold, and -term turns one round`,
        token.position,
        token.end,
        `terms with spaces between them, or "${token.text}" in quotes to look for the word`,
      );
    }
    const [field, value] = token.text.split(/:(.*)/s, 2);
    if (field !== undefined && value !== undefined && fieldNamed(field)) {
      throw invalidQuery(
        `${field} is compared with =, not with a colon`,
        token.position,
        token.end,
        `${field}=${excerpt(value) || 'value'}, or the text in quotes to look for it as it is`,
      );
    }
  }
  return { type: 'text', text: token.text };
}

function comparisonTest(
  key: TextToken,
  { operator }: Token & { type: 'operator' },
  value: TextToken,
): { test: Test; inverted: boolean } {
  if (key.text === '') throw invalidQuery('The key is empty', key.position, key.end, 'the key of an attribute');
  // A quoted key is always an attribute: that is how one named "status" is reached.
  const field = key.type === 'word' ? fieldNamed(key.text) : null;
  if (key.type === 'word' && field === null && looksLikeTraceField(key.text)) {
    const known = FIELD_NAMES.filter(looksLikeTraceField).join(', ');
    const expected = `one of ${known}; or "${excerpt(key.text)}" in quotes for an attribute of that name`;
    throw invalidQuery(`A trace has no field ${excerpt(key.text)}`, key.position, key.end, expected);
  }
  const subject: Subject = field ? { type: 'field', field } : { type: 'attribute', key: key.text };
  if (value.type === 'word' && value.text === '*' && (operator === '=' || operator === '!=')) {
    if (subject.type === 'field') {
      const why = `Every span has a ${key.text}, so * says nothing`;
      throw invalidQuery(why, key.position, value.end, `a value, or "*" in quotes`);
    }
    return { test: { type: 'presence', key: subject.key }, inverted: operator === '!=' };
  }
  return { test: { type: 'comparison', subject, operator, value: value.text }, inverted: false };
}
