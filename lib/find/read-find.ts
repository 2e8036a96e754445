import { conditionsOf, type SpanCondition } from '@/lib/search/conditions';
import { InvalidQuery, invalidQuery } from '@/lib/search/errors';
import { FIELDS } from '@/lib/search/fields';
import { parseQuery } from '@/lib/search/parse';

/** In UTF-16 code units. It goes into the page's address, which must stay below 8 kB. */
export const MAX_FIND_LENGTH = 1000;

/** What is looked for inside a trace; all conditions must hold on one span. */
export interface FindQuery {
  readonly conditions: readonly SpanCondition[];
  /**
   * How much of the answer the columns of the trace hold: all of it; the part about names and services, of a free text
   * that may also stand in attributes; or nothing, when attributes are asked for by their keys.
   */
  readonly columnsHold: 'all' | 'part' | 'nothing';
}

/** Reads what was typed into the find field; an error says where it is wrong and why. */
export function readFind(text: string): FindQuery | InvalidQuery {
  try {
    if (text.length > MAX_FIND_LENGTH) {
      throw invalidQuery(
        `The text has ${text.length} characters`,
        MAX_FIND_LENGTH,
        text.length,
        `at most ${MAX_FIND_LENGTH}`,
      );
    }
    const query = parseQuery(text);
    for (const { test, place } of query) {
      if (test.type !== 'comparison' || test.subject.type !== 'field') continue;
      const { field } = test.subject;
      if (FIELDS[field].level === 'trace') {
        const why = `${field} is about whole traces, and this looks for spans inside one`;
        throw invalidQuery(why, place.position, place.end, 'terms about spans, such as service=x or duration>5ms');
      }
    }
    const conditions = conditionsOf(query).span;
    return { conditions, columnsHold: columnsHold(conditions) };
  } catch (error) {
    if (error instanceof InvalidQuery) return error;
    throw error;
  }
}

function columnsHold(conditions: readonly SpanCondition[]): FindQuery['columnsHold'] {
  if (conditions.some((condition) => condition.type.startsWith('attribute'))) return 'nothing';
  return conditions.some((condition) => condition.type === 'text') ? 'part' : 'all';
}
