import { conditionsOf } from '@/lib/search/conditions';
import { InvalidQuery } from '@/lib/search/errors';
import { parseQuery } from '@/lib/search/parse';

/** What is wrong with a query, found without asking the server; null when nothing is. */
export function queryProblem(text: string): InvalidQuery | null {
  try {
    conditionsOf(parseQuery(text));
    return null;
  } catch (error) {
    if (error instanceof InvalidQuery) return error;
    throw error;
  }
}
