import { fieldNamed } from './fields';
import { formatValue } from './format';
import { isSpace, operatorAt, unescape } from './syntax';

/** What the person is typing. `from` and `to` bound the piece of the query that a choice replaces. */
export type Completion = {
  readonly from: number;
  readonly to: number;
  /** What is typed so far, without quotes and escapes. */
  readonly prefix: string;
} & (
  | { readonly what: 'key' }
  /** The key is a field, complete: an operator may follow, or a longer key. */
  | { readonly what: 'operator' }
  | {
      readonly what: 'value';
      readonly key: string /** The key was quoted: it is an attribute even if a field has its name. */;
      readonly quotedKey: boolean;
    }
);

/**
 * What may be completed at `cursor` (a UTF-16 offset), also in a query that is not finished; null inside free text in
 * quotes and after the operator of a presence test. Never throws.
 */
export function completionAt(text: string, cursor: number): Completion | null {
  let position = 0;
  while (position < text.length) {
    if (isSpace(text[position])) {
      if (position >= cursor) break;
      position += 1;
      continue;
    }
    if (position >= cursor && position > 0) break;
    const term = scanTerm(text, position);
    if (cursor <= term.end) return completionIn(text, term, cursor);
    position = term.end;
  }
  return { what: 'key', from: cursor, to: cursor, prefix: '' };
}

interface ScannedTerm {
  readonly head: Piece;
  readonly value: Piece | null;
  readonly end: number;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
}

function scanTerm(text: string, start: number): ScannedTerm {
  const from = text[start] === '-' ? start + 1 : start;
  const head = scanPiece(text, from, (at) => operatorAt(text, at) !== null);
  const operator = operatorAt(text, head.to);
  if (operator === null) return { head, value: null, end: Math.max(head.to, start + 1) };
  const value = scanPiece(text, head.to + operator.length, () => false);
  return { head, value, end: value.to };
}

/** A quoted text, closed or not, or a word up to a space, a quote or wherever `ends` says. */
function scanPiece(text: string, from: number, ends: (at: number) => boolean): Piece {
  if (text[from] === '"') {
    let at = from + 1;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    return { from, to: Math.min(at + 1, text.length), quoted: true };
  }
  let to = from;
  while (to < text.length && !isSpace(text[to]) && text[to] !== '"' && !ends(to)) to += 1;
  return { from, to, quoted: false };
}

function completionIn(text: string, { head, value }: ScannedTerm, cursor: number): Completion | null {
  if (value !== null && cursor >= value.from) {
    const key = readPiece(text, head, head.to);
    const prefix = readPiece(text, value, cursor);
    return { what: 'value', key, quotedKey: head.quoted, from: value.from, to: value.to, prefix };
  }
  if (head.quoted) return null;
  const from = Math.min(head.from, cursor);
  const prefix = text.slice(from, Math.min(cursor, head.to));
  if (value === null && prefix.length === head.to - head.from && fieldNamed(prefix)) {
    return { what: 'operator', from, to: head.to, prefix };
  }
  return { what: 'key', from: head.from, to: head.to, prefix: cursor < head.from ? '' : prefix };
}

/** The text of a piece up to `end`, without quotes and escapes. */
function readPiece(text: string, piece: Piece, end: number): string {
  if (!piece.quoted) return text.slice(piece.from, end);
  let result = '';
  for (let at = piece.from + 1; at < Math.min(end, piece.to); at += 1) {
    const character = text[at] ?? '';
    if (character === '"') break;
    if (character === '\\') at += 1;
    result += character === '\\' ? (unescape(text[at] ?? '') ?? '') : character;
  }
  return result;
}

/** The query after a value was chosen: quoted where needed, with a space behind so that the next term can be typed. */
export function completeValue(text: string, completion: Completion, value: string): { text: string; cursor: number } {
  return replace(text, completion, formatValue(value), true);
}

/** The query after a key was chosen: `key` already quoted where needed, the cursor behind the operator. */
export function completeKey(
  text: string,
  completion: Completion,
  keyAndOperator: string,
): { text: string; cursor: number } {
  return replace(text, completion, keyAndOperator, false);
}

function replace(
  text: string,
  { from, to }: Completion,
  inserted: string,
  closed: boolean,
): { text: string; cursor: number } {
  const after = text.slice(to);
  const space = closed && !isSpace(after[0]) ? ' ' : '';
  return {
    text: text.slice(0, from) + inserted + space + after,
    cursor: from + inserted.length + (closed ? 1 : 0),
  };
}
