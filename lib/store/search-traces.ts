import type { SearchResponse, SearchSort, TraceSummary } from '@/lib/api/contract';
import type { UnixNanos } from '@/lib/base/units';
import { conditionsOf } from '@/lib/search/conditions';
import { parseQuery } from '@/lib/search/parse';
import { decodeCursor, encodeCursor, type SearchCursor } from './search-cursor';
import { findExactId } from './search-exact';
import { matchingCandidates } from './search-matching';
import { Bindings, type Candidates } from './search-sql';
import { windowStarts } from './search-windows';
import { fillSql } from './sql-file';
import type { Store } from './store';
import { traceSummaries } from './trace-summaries';

export interface SearchRequest {
  /** In the language of `lib/search`. '' matches every trace. */
  readonly query: string;
  /** Inclusive and exclusive ends of the time range; null where it is open. A cursor brings the range of its search. */
  readonly start: UnixNanos | null;
  readonly end: UnixNanos | null;
  /** null: newest first, and the traces of a business id from the first to the last, as its life went. */
  readonly sort: SearchSort | null;
  /** 1 to 1000. */
  readonly limit: number;
  readonly cursor: string | null;
}

/** A search reads what its time range holds; past this it is the range that should shrink. */
const MAX_SECONDS = 10;

const SORT_SQL: Readonly<Record<SearchSort, { by: string; direction: 'ASC' | 'DESC' }>> = {
  newest: { by: 'toUnixTimestamp64Nano(min(Start))', direction: 'DESC' },
  oldest: { by: 'toUnixTimestamp64Nano(min(Start))', direction: 'ASC' },
  longest: { by: 'max(End) - toUnixTimestamp64Nano(min(Start))', direction: 'DESC' },
  shortest: { by: 'max(End) - toUnixTimestamp64Nano(min(Start))', direction: 'ASC' },
};

interface PageRow {
  traceId: string;
  sortValue: string;
}

/**
 * The traces that a query matches, a page at a time. Pages of one search neither repeat nor skip a trace while others
 * arrive: they continue after a position, (what it is sorted by, trace id), not after a number of rows. Only a trace that
 * itself still grows may move across that position.
 *
 * @throws InvalidQuery; FillpathError `invalid-input` for a damaged cursor, `unavailable` when the store gives up.
 */
export async function searchTraces(store: Store, request: SearchRequest, now: UnixNanos): Promise<SearchResponse> {
  const query = parseQuery(request.query);
  const conditions = conditionsOf(query);
  const cursor = request.cursor === null ? null : decodeCursor(request.cursor, request.sort);
  const { start, end } = cursor ?? request;
  const exact = await findExactId(store, query);

  const sort = cursor?.sort ?? request.sort ?? (exact?.exactId.kind === 'business' ? 'oldest' : 'newest');
  const page = { sort, cursor, rows: request.limit + 1 };
  const rows = exact
    ? await selectPage(store, page, (bindings) => ({ sql: exact.candidates(bindings), having: [] }))
    : await selectMatches(
        store,
        page,
        await matchingCandidates(store, conditions, end),
        start,
        newestStart(end, cursor, now),
      );

  const shown = rows.slice(0, request.limit);
  const last = rows.length > request.limit ? shown.at(-1) : undefined;
  return {
    traces: inOrderOf(
      shown,
      await traceSummaries(
        store,
        shown.map((row) => row.traceId),
      ),
    ),
    nextCursor: last
      ? encodeCursor({ sort, sortValue: BigInt(last.sortValue), traceId: last.traceId, start, end })
      : null,
    exactId: exact?.exactId ?? null,
  };
}

interface Page {
  readonly sort: SearchSort;
  readonly cursor: SearchCursor | null;
  readonly rows: number;
}

/** The newest moment at which a trace of the page can have started, as far as is known. */
function newestStart(end: UnixNanos | null, cursor: SearchCursor | null, now: UnixNanos): UnixNanos {
  if (cursor?.sort === 'newest') return cursor.sortValue + 1n;
  return end === null || end > now ? now : end;
}

/** Newest first is read in ever wider windows until the page is full; the other sorts have to see the whole range. */
async function selectMatches(
  store: Store,
  page: Page,
  candidates: (bindings: Bindings, start: UnixNanos | null) => Candidates,
  start: UnixNanos | null,
  newest: UnixNanos,
): Promise<PageRow[]> {
  if (page.sort === 'newest') {
    for (const windowStart of windowStarts(start, newest)) {
      const rows = await selectPage(store, page, (bindings) => {
        const { sql, having } = candidates(bindings, windowStart);
        return { sql, having: [...having, `sortValue >= ${bindings.bind('Int64', windowStart)}`] };
      });
      if (rows.length === page.rows) return rows;
    }
  }
  return selectPage(store, page, (bindings) => candidates(bindings, start));
}

async function selectPage(
  store: Store,
  { sort, cursor, rows }: Page,
  candidates: (bindings: Bindings) => Candidates,
): Promise<PageRow[]> {
  const bindings = new Bindings();
  const { sql, having } = candidates(bindings);
  const { by, direction } = SORT_SQL[sort];
  const statement = fillSql('queries/search-page.sql', {
    sortBy: by,
    direction,
    candidates: sql,
    having: [...having, ...(cursor ? [afterCursor(cursor, direction, bindings)] : []), 'true'].join(' AND '),
  });
  return store.select<PageRow>(statement, { ...bindings.params, rows }, { maxSeconds: MAX_SECONDS });
}

function afterCursor({ sortValue, traceId }: SearchCursor, direction: 'ASC' | 'DESC', bindings: Bindings): string {
  const beyond = direction === 'DESC' ? '<' : '>';
  const value = bindings.bind('Int64', sortValue);
  return `(sortValue ${beyond} ${value} OR sortValue = ${value} AND TraceId ${beyond} ${bindings.bind('String', traceId)})`;
}

function inOrderOf(rows: readonly PageRow[], summaries: readonly TraceSummary[]): TraceSummary[] {
  const byId = new Map(summaries.map((summary) => [summary.traceId, summary]));
  return rows.flatMap((row) => byId.get(row.traceId) ?? []);
}
