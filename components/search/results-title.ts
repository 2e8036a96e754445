import type { SearchResponse, SearchSort } from '@/lib/api/contract';
import { excerpt } from '@/lib/search/errors';
import { parseQuery } from '@/lib/search/parse';
import { countText } from './count-text';

/** How the traces of a search are sorted when its URL does not say: the life of one business id reads from its beginning. */
export function sortInUse(asked: SearchSort | null, exactId: SearchResponse['exactId']): SearchSort {
  return asked ?? (exactId?.kind === 'business' ? 'oldest' : 'newest');
}

interface Listed {
  /** A query that is right. */
  readonly q: string;
  readonly exactId: SearchResponse['exactId'];
  readonly sort: SearchSort;
  /** How many traces are listed, and whether more match. */
  readonly count: number;
  readonly more: boolean;
}

/** The heading over the list of traces: `32 traces of order.id ORD-1 from first to last`. */
export function resultsTitle({ q, exactId, sort, count, more }: Listed): string {
  if (exactId?.kind !== 'business') return countText(count, 'trace');
  const [term] = parseQuery(q);
  const value = term?.test.type === 'comparison' ? term.test.value : term?.test.type === 'text' ? term.test.text : q;
  const traces = `${countText(count, 'trace')} of ${exactId.keys.join(', ')} ${excerpt(value)}`;
  if (sort === 'oldest') return more ? `The first ${traces}, more follow` : `${traces} from first to last`;
  return more ? `The ${sort} ${traces}` : traces;
}
