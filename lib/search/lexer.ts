import { invalidQuery } from './errors';
import { isSpace, type Operator, operatorAt, unescape } from './syntax';

interface Piece {
  /** UTF-16 offsets into the query; `end` is exclusive. Two tokens touch when one's end is the other's position. */
  readonly position: number;
  readonly end: number;
}

/** `text` is without quotes and escapes. */
export type Token = Piece &
  (
    | { readonly type: 'word' | 'quoted'; readonly text: string }
    | { readonly type: 'operator'; readonly operator: Operator }
    | { readonly type: 'minus' }
  );

/**
 * Cuts a query into tokens. What follows an operator is a value up to the next space, so that
 * `http.url=http://a/?b=c` needs no quotes. Spaces give no token.
 * @throws InvalidQuery for an open quote, an unknown escape, a quote in the middle of a word, `==`, `=>` and `=<`.
 */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    if (isSpace(text[position])) {
      position += 1;
      continue;
    }
    const token = nextToken(text, position, tokens.at(-1));
    tokens.push(token);
    position = token.end;
  }
  return tokens;
}

function nextToken(text: string, position: number, previous: Token | undefined): Token {
  const touching = previous !== undefined && previous.end === position ? previous : undefined;
  if (text[position] === '"') {
    if (touching?.type === 'word' || touching?.type === 'quoted') throw strayQuote(position);
    return readQuoted(text, position);
  }
  if (touching?.type === 'operator') return readValue(text, position, touching);
  const operator = operatorAt(text, position);
  if (operator) return { type: 'operator', operator, position, end: position + operator.length };
  if (touching?.type === 'quoted') {
    throw invalidQuery('Text follows a closing quote', position, position + 1, 'a space or an operator');
  }
  if (text[position] === '-' && touching === undefined) return { type: 'minus', position, end: position + 1 };
  return readWord(text, position);
}

function readQuoted(text: string, position: number): Token {
  let value = '';
  for (let at = position + 1; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') return { type: 'quoted', text: value, position, end: at + 1 };
    if (character !== '\\') {
      value += character;
      continue;
    }
    const escaped = unescape(text[at + 1] ?? '');
    if (escaped === null && at + 1 < text.length) {
      throw invalidQuery('Unknown escape', at, at + 2, String.raw`\", \\, \n, \r or \t; for a backslash write \\`);
    }
    value += escaped ?? '';
    at += 1;
  }
  throw invalidQuery('The quote that opens here is never closed', position, text.length, 'a closing "');
}

function readValue(text: string, position: number, operator: Token): Token {
  const character = text[position] ?? '';
  if ('=<>'.includes(character)) {
    const written = text.slice(operator.position, position + 1);
    throw invalidQuery(
      `There is no operator ${written}`,
      operator.position,
      position + 1,
      `one of = != =~ !~ > >= < <=; a value that starts with ${character} goes in quotes`,
    );
  }
  const end = endOf(text, position, (at) => isSpace(text[at]));
  const quoteAt = text.slice(position, end).indexOf('"');
  if (quoteAt >= 0) throw strayQuote(position + quoteAt);
  return { type: 'word', text: text.slice(position, end), position, end };
}

function readWord(text: string, position: number): Token {
  const end = endOf(text, position, (at) => isSpace(text[at]) || text[at] === '"' || operatorAt(text, at) !== null);
  return { type: 'word', text: text.slice(position, end), position, end };
}

function endOf(text: string, position: number, ends: (at: number) => boolean): number {
  let at = position;
  while (at < text.length && !ends(at)) at += 1;
  return at;
}

function strayQuote(position: number) {
  return invalidQuery(
    'A quote stands in the middle of a word',
    position,
    position + 1,
    String.raw`a space before it, or the whole value in quotes with \" inside, such as "say \"hi\""`,
  );
}
