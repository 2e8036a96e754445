import { fieldNamed, looksLikeTraceField } from './fields';
import { isSpace, operatorAt, quote } from './syntax';

/** The key of an attribute, as it stands before an operator; one that would be taken for a field is quoted. */
export function formatKey(key: string): string {
  // `key!` and then `=` would read as `key` and then `!=`.
  const isField = fieldNamed(key) !== null || looksLikeTraceField(key);
  return isBareWord(key) && !key.endsWith('!') && !isField ? key : quote(key);
}

/** A value behind an operator. */
export function formatValue(value: string): string {
  const bare = value !== '' && value !== '*' && !/[\s"]/.test(value) && !/^[=~<>]/.test(value);
  return bare ? value : quote(value);
}

function isBareWord(text: string): boolean {
  if (text === '' || text.startsWith('-')) return false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"' || isSpace(text[at]) || operatorAt(text, at)) return false;
  }
  return true;
}
