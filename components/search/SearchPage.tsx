'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '@/components/ui/ErrorState';
import { IconButton } from '@/components/ui/IconButton';
import { Loading } from '@/components/ui/Loading';
import { Segmented } from '@/components/ui/Segmented';
import { TimeRangePicker } from '@/components/ui/TimeRangePicker';
import { searchQuery } from '@/lib/api/search';
import { rangeSource } from '@/lib/url/range-source';
import { formatSearchView, parseSearchView, SORTS } from '@/lib/url/search-view';
import { useUrlView } from '@/lib/url/use-url-view';
import { ExactIdNote } from './ExactIdNote';
import { Examples } from './Examples';
import { NoResults } from './NoResults';
import { QueryBox } from './QueryBox';
import { queryProblem } from './query-problem';
import { resultsTitle, sortInUse } from './results-title';
import { SearchResults } from './SearchResults';
import { useExactTrace } from './use-exact-trace';

const CODEC = { parse: parseSearchView, format: formatSearchView };
const SORT_OPTIONS = SORTS.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) }));

interface SearchPageProps {
  /** The other way to traces: from a file. */
  readonly importer?: ReactNode;
}

/** Traces by what happened in them. Query, time range and sorting are in the URL. */
export function SearchPage({ importer }: SearchPageProps) {
  const [view, change] = useUrlView(CODEC);
  const valid = queryProblem(view.q) === null;
  const search = useInfiniteQuery({
    ...searchQuery({ q: view.q.trim(), sort: view.sort, range: rangeSource(view.range) }),
    enabled: valid,
  });
  const [first] = search.data?.pages ?? [];
  const goingTo = useExactTrace(view.q.trim(), search.isPlaceholderData || !valid ? undefined : first);
  const traces = search.data?.pages.flatMap((page) => page.traces) ?? [];
  const exactId = (valid && first?.exactId) || null;
  const sort = sortInUse(view.sort, exactId);

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 p-4">
      <h1 className="sr-only">Search</h1>
      <QueryBox
        query={view.q}
        onSubmit={(q) => {
          if (q === view.q.trim()) void search.refetch();
          else change({ q }, 'push');
        }}
      />
      <div className="flex flex-wrap items-center gap-3">
        <TimeRangePicker value={view.range} onChange={(range) => change({ range }, 'push')} />
        <Segmented
          legend="Sorted by"
          hideLegend
          options={SORT_OPTIONS}
          value={sort}
          onChange={(sort) => change({ sort }, 'push')}
        />
        <IconButton icon="refresh" label="Search again" disabled={!valid} onClick={() => void search.refetch()} />
        {exactId && <ExactIdNote exactId={exactId} />}
      </div>
      {importer}
      {view.q === '' && <Examples view={view} />}
      {valid && (search.isPending || goingTo !== null) && (
        <Loading label={goingTo === null ? 'Searching' : 'Opening the trace'} />
      )}
      {valid && search.isError && !search.data && (
        <ErrorState error={search.error} title="The search failed" retry={() => void search.refetch()} />
      )}
      {valid && search.data && goingTo === null && (
        <div
          className={search.isPlaceholderData ? 'flex flex-col gap-4 opacity-60' : 'flex flex-col gap-4'}
          aria-busy={search.isPlaceholderData}
        >
          {traces.length === 0 ? (
            <NoResults view={view} onChange={(changes) => change(changes, 'push')} />
          ) : (
            <SearchResults
              traces={traces}
              title={resultsTitle({ q: view.q, exactId, sort, count: traces.length, more: search.hasNextPage })}
              sort={sort}
              more={search.hasNextPage}
              loadingMore={search.isFetchingNextPage}
              onMore={() => void search.fetchNextPage()}
              moreFailed={search.isFetchNextPageError ? search.error : null}
            />
          )}
        </div>
      )}
    </div>
  );
}
