/** What both the parser and the formatter have to know about characters. */

/** Longest first: `>=` is not `>` and then `=`. */
export const OPERATORS = ['!=', '!~', '=~', '>=', '<=', '=', '>', '<'] as const;
export type Operator = (typeof OPERATORS)[number];

/** Words that other languages give a meaning. Here they would silently become text to look for, so they must be quoted. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT']);

export function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}

/** The operator that starts at `position`, or null. */
export function operatorAt(text: string, position: number): Operator | null {
  return OPERATORS.find((operator) => text.startsWith(operator, position)) ?? null;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', r: '\r', t: '\t' };

/** What `\` followed by `character` stands for, or null when it stands for nothing. */
export function unescape(character: string): string | null {
  return Object.hasOwn(ESCAPES, character) ? (ESCAPES[character] ?? null) : null;
}

/** `text` in double quotes, on one line, so that {@link unescape} gives it back. */
export function quote(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}
