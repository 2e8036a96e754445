import type { KeyValuesResponse } from '@/lib/api/contract';
import { formatCount } from '@/lib/base/units';
import { type Completion, completeKey, completeValue } from '@/lib/search/completion';
import { FIELD_NAMES, FIELDS, fieldNamed, KINDS, operatorsOf, STATUSES } from '@/lib/search/fields';
import { formatKey } from '@/lib/search/format';

/** One line of the list under the query box. */
export interface CompletionOption {
  readonly label: string;
  /** What it is, or how often it occurs. */
  readonly detail: string;
  /** The query and the cursor after it was chosen. */
  readonly after: { readonly text: string; readonly cursor: number };
}

/** More cannot be read at once; typing on narrows them. */
const MAX_OPTIONS = 12;

/** Lengths of time to start from. */
const DURATIONS = ['1ms', '10ms', '100ms', '1s', '10s'] as const;

/** What may be chosen at `completion`, given what the server knows; both lists may be of a prefix that is a little old. */
export function completionOptions(
  text: string,
  completion: Completion | null,
  keys: readonly string[],
  values: KeyValuesResponse['values'],
): CompletionOption[] {
  if (completion === null) return [];
  switch (completion.what) {
    case 'key':
      return keyOptions(text, completion, keys);
    case 'operator':
      return [...operatorOptions(text, completion), ...keyOptions(text, completion, keys)].slice(0, MAX_OPTIONS);
    case 'value':
      return valueOptions(text, completion, values);
  }
}

function operatorOptions(text: string, completion: Completion): CompletionOption[] {
  const field = fieldNamed(completion.prefix);
  if (field === null) return [];
  return operatorsOf(FIELDS[field].type).map((operator) => ({
    label: completion.prefix + operator,
    detail: OPERATOR_HELP[operator],
    after: completeKey(text, completion, completion.prefix + operator),
  }));
}

const OPERATOR_HELP = {
  '=': 'is',
  '!=': 'is not',
  '=~': 'contains',
  '!~': 'does not contain',
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
} as const;

function keyOptions(text: string, completion: Completion, keys: readonly string[]): CompletionOption[] {
  const prefix = completion.prefix.toLowerCase();
  const all = new Set([...FIELD_NAMES, ...keys]);
  return [...all]
    .filter((key) => key.toLowerCase().startsWith(prefix) && key !== completion.prefix)
    .slice(0, MAX_OPTIONS)
    .map((key) => {
      const field = fieldNamed(key);
      const operator = field ? (operatorsOf(FIELDS[field].type)[0] ?? '=') : '=';
      return {
        label: key,
        detail: field ? FIELDS[field].help : 'attribute',
        after: completeKey(text, completion, (field ? key : formatKey(key)) + operator),
      };
    });
}

function valueOptions(
  text: string,
  completion: Completion & { what: 'value' },
  values: KeyValuesResponse['values'],
): CompletionOption[] {
  const prefix = completion.prefix.toLowerCase();
  const counts = new Map(values.map(({ value, count }) => [value, count]));
  const known = completion.quotedKey ? [] : fixedValues(completion.key);
  return [...new Set([...counts.keys(), ...known])]
    .filter((value) => value.toLowerCase().startsWith(prefix) && value !== completion.prefix)
    .slice(0, MAX_OPTIONS)
    .map((value) => {
      const count = counts.get(value);
      return {
        label: value,
        detail: count === undefined ? '' : `${formatCount(count)} recent ${count === 1 ? 'span' : 'spans'}`,
        after: completeValue(text, completion, value),
      };
    });
}

/** Values that a field has by definition, and not because some span has them. */
function fixedValues(key: string): readonly string[] {
  const field = fieldNamed(key);
  switch (field === null ? null : FIELDS[field].type) {
    case 'kind':
      return KINDS;
    case 'status':
      return STATUSES;
    case 'duration':
      return DURATIONS;
    default:
      return [];
  }
}
