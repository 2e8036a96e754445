import { isTraceId } from '@/lib/base/ids';
import { excerpt } from '@/lib/search/errors';
import { FIELD_NAMES, fieldNamed } from '@/lib/search/fields';
import { formatKey, formatValue } from '@/lib/search/format';
import { nearest } from '@/lib/search/nearest';
import { parseQuery } from '@/lib/search/parse';
import type { Query, Term } from '@/lib/search/tree';

/** What may be wrong with a query that found nothing, and whole queries to try instead. */
export interface Hint {
  readonly text: string;
  readonly instead: readonly { readonly term: string; readonly q: string }[];
}

/** What the server knows: see `GET /api/keys`. */
export interface KnownNames {
  readonly keys: (prefix: string) => Promise<readonly string[]>;
  readonly values: (key: string, prefix: string) => Promise<readonly string[]>;
}

/** Longer keys and values are not completed by the server, so it cannot say that there are none. */
const MAX_ASKED = 200;
/** The server's answers hold at most 100 keys or 50 values: one that is as long may leave out what is asked for. */
const FULL_ANSWER = 50;
/** As many spans as completion looks at. */
const AMONG = 'None of the latest 200,000 spans has';

/** The query's only term when that looks like an id: without blanks, with a digit; '' for any other query. */
export function idAskedFor(query: Query): string {
  const [term] = query;
  if (query.length !== 1 || term === undefined || term.negated || term.test.type !== 'text') return '';
  const { text } = term.test;
  return text.length >= 4 && /\d/.test(text) && !/\s/.test(text) && !isTraceId(text.toLowerCase()) ? text : '';
}

/** A hint for each term that no span passes as far as `known` tells. `q` is a query that is right. */
export async function emptyResultHints(q: string, known: KnownNames): Promise<Hint[]> {
  const terms = parseQuery(q).filter((term) => !term.negated);
  const hints = await Promise.all(terms.map((term) => hintOn(term, q, known)));
  return hints.filter((hint) => hint !== null);
}

async function hintOn({ test, place }: Term, q: string, known: KnownNames): Promise<Hint | null> {
  const instead = (term: string) => ({ term, q: q.slice(0, place.position) + term + q.slice(place.end) });
  if (test.type === 'text') return null;
  if (test.type === 'comparison' && test.subject.type === 'field') {
    const { field } = test.subject;
    const isName = (field === 'service' || field === 'operation') && test.operator === '=';
    return isName ? nameHint(field, test.value, known, instead) : null;
  }
  const key = test.type === 'presence' ? test.key : test.subject.type === 'attribute' ? test.subject.key : '';
  if (key.length > MAX_ASKED) return null;
  const alike = await known.keys(key);
  if (!alike.includes(key)) {
    if (alike.length >= FULL_ANSWER) return null;
    const near = nearest(key, [...FIELD_NAMES, ...alike, ...(await known.keys(''))]);
    const rest = test.type === 'presence' ? '=*' : `${test.operator}${formatValue(test.value)}`;
    // Every span has every field, so asking whether one is there makes no sense.
    const terms = near.filter((name) => test.type !== 'presence' || !fieldNamed(name));
    return {
      text: `${AMONG} the key ${excerpt(key)}.`,
      instead: terms.map((name) => instead((fieldNamed(name) ? name : formatKey(name)) + rest)),
    };
  }
  if (test.type === 'presence' || test.operator !== '=' || test.value.length > MAX_ASKED) return null;
  const values = await known.values(key, test.value);
  const mayBeThere = values.includes(test.value) || values.length >= FULL_ANSWER;
  return mayBeThere ? null : { text: `${AMONG} ${key} ${excerpt(test.value) || '""'}.`, instead: [] };
}

async function nameHint(
  field: 'service' | 'operation',
  value: string,
  known: KnownNames,
  instead: (term: string) => Hint['instead'][number],
): Promise<Hint | null> {
  if (value === '' || value.length > MAX_ASKED) return null;
  const alike = await known.values(field, value);
  if (alike.includes(value) || alike.length >= FULL_ANSWER) return null;
  const all = [...new Set([...alike, ...(await known.values(field, ''))])];
  const holding = all.filter((name) => name.toLowerCase().includes(value.toLowerCase()));
  const text = `No ${field} of the last day is called ${excerpt(value)}.`;
  const [first] = holding;
  if (first === undefined) {
    return { text, instead: nearest(value, all).map((name) => instead(`${field}=${formatValue(name)}`)) };
  }
  const others = holding.length > 1 ? ` and ${holding.length - 1} more` : '';
  const contains = instead(`${field}=~${formatValue(value)}`);
  return { text: `${text} ${contains.term} would match ${excerpt(first)}${others}.`, instead: [contains] };
}
