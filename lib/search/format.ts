import { fieldNamed } from './fields';
import { isSpace, operatorAt, quote, RESERVED_WORDS } from './syntax';
import type { Query, Term } from './tree';

/** The text of a query, such that parsing it gives the same terms. Quotes only where they are needed. */
export function formatQuery(query: readonly Pick<Term, 'negated' | 'test'>[]): string {
  return query.map(formatTerm).join(' ');
}

function formatTerm({ negated, test }: Pick<Query[number], 'negated' | 'test'>): string {
  const sign = negated ? '-' : '';
  switch (test.type) {
    case 'text':
      return sign + formatText(test.text);
    case 'presence':
      return `${sign}${formatKey(test.key)}=*`;
    case 'comparison': {
      const key = test.subject.type === 'field' ? test.subject.field : formatKey(test.subject.key);
      return `${sign}${key}${test.operator}${formatValue(test.value)}`;
    }
  }
}

/** The key of an attribute, as it stands before an operator; one that has the name of a field is quoted. */
export function formatKey(key: string): string {
  // `key!` and then `=` would read as `key` and then `!=`.
  return isBareWord(key) && !key.endsWith('!') && !fieldNamed(key) ? key : quote(key);
}

/** A value behind an operator. */
export function formatValue(value: string): string {
  const bare = value !== '' && value !== '*' && !/[\s"]/.test(value) && !/^[=~<>]/.test(value);
  return bare ? value : quote(value);
}

function formatText(text: string): string {
  const colonField = fieldNamed(text.split(':', 1)[0] ?? '') !== null && text.includes(':');
  return isBareWord(text) && !RESERVED_WORDS.has(text) && !colonField ? text : quote(text);
}

function isBareWord(text: string): boolean {
  if (text === '' || text.startsWith('-')) return false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"' || isSpace(text[at]) || operatorAt(text, at)) return false;
  }
  return true;
}
