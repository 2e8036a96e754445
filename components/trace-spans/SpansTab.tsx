'use client';

import { useCallback } from 'react';
import { EmptyState } from '@/components/ui/EmptyState';
import { Segmented } from '@/components/ui/Segmented';
import { TextInput } from '@/components/ui/TextInput';
import { useSteps } from '@/components/ui/use-steps';
import { VirtualGrid } from '@/components/ui/VirtualGrid';
import { WorkProgress } from '@/components/ui/WorkProgress';
import type { Steps } from '@/lib/base/steps';
import { formatCount } from '@/lib/base/units';
import { listSpansSteps, type SpanListRequest } from '@/lib/trace/span-list';
import type { TraceFacts } from '@/lib/trace/trace-facts';
import { MAX_TAB_TEXT, type SpanChoice, type SpanSort, type TraceTabsView } from '@/lib/url/trace-tabs';
import { SpanCell } from './SpanCell';
import { firstAscending, SPAN_COLUMNS } from './span-columns';

const CHOICES: readonly { readonly value: SpanChoice; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'errors', label: 'Errors' },
  { value: 'rejected', label: 'Rejected' },
];

interface SpansTabProps {
  readonly facts: TraceFacts;
  readonly view: TraceTabsView;
  readonly change: (changes: Partial<TraceTabsView>) => void;
  /** The span whose details are open; -1: none. */
  readonly selected: number;
  readonly onOpen: (span: number) => void;
  readonly onClose: () => void;
}

/** The spans of a trace as a flat table: every one, sorted by any column, filtered by text and outcome. */
export function SpansTab({ facts, view, change, selected, onOpen, onClose }: SpansTabProps) {
  const { spansSort, spansFilter: text, spansChoice: choice } = view;
  const { sort, ascending } = spansSort;
  const list = useCallback(
    () => listSteps(facts, { sort, ascending, text, choice }),
    [facts, sort, ascending, text, choice],
  );
  const { result, working, done } = useSteps(list);
  const renderCell = useCallback(
    (row: number, column: SpanSort) =>
      result === null ? null : <SpanCell facts={result.facts} span={result.spans[row] as number} column={column} />,
    [result],
  );
  const shown = result?.spans.length ?? 0;
  const onSort = (column: SpanSort) =>
    change({ spansSort: { sort: column, ascending: column === sort ? !ascending : firstAscending(column) } });

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-3 border-b border-border px-4 py-1.5">
        <TextInput
          aria-label="Service or name contains"
          placeholder="Service or name contains"
          value={text}
          maxLength={MAX_TAB_TEXT}
          onChange={(event) => change({ spansFilter: event.target.value })}
          className="w-64"
        />
        <Segmented
          legend="Outcome"
          hideLegend
          options={CHOICES}
          value={choice}
          onChange={(next) => change({ spansChoice: next })}
        />
        <p role="status" className="text-sm text-text-muted">
          {result !== null &&
            (shown === result.facts.trace.spanCount
              ? `${formatCount(shown)} ${shown === 1 ? 'span' : 'spans'}`
              : `${formatCount(shown)} of ${formatCount(result.facts.trace.spanCount)} spans`)}
        </p>
        <WorkProgress label={working && done > 0 ? 'Sorting' : null} done={done} />
      </div>
      {result !== null && shown === 0 ? (
        <EmptyState title="No span is like that">
          {text === '' ? 'No span of this trace has this outcome.' : 'Take words or the outcome out of the filter.'}
        </EmptyState>
      ) : (
        result !== null && (
          <VirtualGrid
            label="Spans"
            columns={SPAN_COLUMNS}
            minWidth="62rem"
            rowCount={shown}
            renderCell={renderCell}
            sorting={spansSort}
            onSort={onSort}
            onOpen={(row) => onOpen(result.spans[row] as number)}
            onClose={onClose}
            isOpen={(row) => result.spans[row] === selected}
          />
        )
      )}
    </div>
  );
}

/** Spans are numbers that mean nothing in a trace that has grown since, so they come with theirs. */
function* listSteps(facts: TraceFacts, request: SpanListRequest): Steps<{ facts: TraceFacts; spans: Uint32Array }> {
  return { facts, spans: yield* listSpansSteps(facts.trace, facts.selfNanos, request) };
}
