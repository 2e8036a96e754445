'use client';

import { memo } from 'react';
import { formatShare } from '@/lib/base/share';
import { formatDuration } from '@/lib/base/units';
import type { RankedMatches } from '@/lib/find/rank-spans';
import { runOfSpan } from '@/lib/trace/like-runs';
import { extraWords, type RowExtras } from './extra-words';
import { Fold, gapOf, groupOf, isSpan, type Rows, type RowTarget, rowOf, runHead } from './layout-rows';
import { rowFacts } from './row-facts';
import { gapWords, rowRemarks } from './row-words';
import { runDurations, runLength, runOfTarget } from './run-words';
import { groupOfSpan, type TimelineModel } from './timeline-model';

interface RowLayerProps {
  readonly model: TimelineModel;
  readonly rows: Rows;
  readonly extras: RowExtras;
  readonly rowHeight: number;
  /** The rows that exist: from the first up to, not including, the second; besides them the active one. */
  readonly first: number;
  readonly end: number;
  readonly active: RowTarget | null;
  readonly selected: RowTarget | null;
  readonly found: RankedMatches | null;
}

/**
 * The rows for keyboards and screen readers, over the canvas that shows them. Their text is there but not seen; the focus
 * ring is. The active row exists wherever it is, so that the focus is not lost when it scrolls out of view.
 */
export const RowLayer = memo(function RowLayer(props: RowLayerProps) {
  const { model, rows, rowHeight, first, end, active } = props;
  const inView = Array.from({ length: end - first }, (_, i) => first + i);
  const activeRow = active === null ? -1 : rowOf(rows, active);
  if (activeRow !== -1 && activeRow < first) inView.unshift(activeRow);
  if (activeRow >= end) inView.push(activeRow);
  return (
    <div
      role="treegrid"
      aria-label="Spans"
      aria-rowcount={rows.count + 1}
      aria-colcount={3}
      className="relative"
      style={{ height: rows.count * rowHeight }}
    >
      <div role="row" aria-rowindex={1} className="sr-only">
        <span role="columnheader">Span</span>
        <span role="columnheader">Start</span>
        <span role="columnheader">Duration</span>
      </div>
      {inView.map((row) => {
        const target = rows.targets[row] as number;
        const RowOf = gapOf(target) === -1 ? Row : GapRow;
        return <RowOf key={target} row={row} isActive={row === activeRow} {...props} model={model} />;
      })}
    </div>
  );
});

type RowProps = RowLayerProps & { readonly row: number; readonly isActive: boolean };

/** A stretch of hidden spans. */
function GapRow({ rows, rowHeight, row, isActive }: RowProps) {
  return (
    <div
      role="row"
      tabIndex={isActive ? 0 : -1}
      data-target={rows.targets[row]}
      aria-rowindex={row + 2}
      aria-level={(rows.depths[row] as number) + 1}
      aria-expanded={false}
      className="absolute inset-x-0 -outline-offset-2"
      style={{ top: row * rowHeight, height: rowHeight }}
    >
      <span role="gridcell" aria-colspan={3} className="absolute inset-0 overflow-hidden opacity-0">
        {gapWords(rows.hiddenCounts?.[row] ?? 0)}
      </span>
    </div>
  );
}

function Row({ model, rows, extras, rowHeight, row, isActive, selected, found }: RowProps) {
  const target = rows.targets[row] as number;
  const fold = rows.folds[row] as number;
  const facts = rowFacts(model, target, fold, found);
  const group = model.groups[groupOf(target)];
  const run = runOfTarget(model, target);
  const start = group?.spans[0] ?? (run === -1 ? target : runHead(target));
  const remarks = [...(isSpan(target) ? extraWords(extras, target) : []), ...rowRemarks(model, target, facts)];
  return (
    <div
      role="row"
      tabIndex={isActive ? 0 : -1}
      data-target={target}
      aria-rowindex={row + 2}
      aria-level={(rows.depths[row] as number) + 1}
      aria-expanded={fold === Fold.None ? undefined : fold === Fold.Open}
      aria-selected={target === selected}
      {...placeOf(model, rows, row)}
      className="absolute inset-x-0 -outline-offset-2"
      style={{ top: row * rowHeight, height: rowHeight }}
    >
      <span role="gridcell" className="absolute inset-0 overflow-hidden opacity-0">
        {facts.service} {facts.name}
        {remarks.length > 0 && `. ${remarks.join('. ')}.`}
      </span>
      <span role="gridcell" className="sr-only">
        {formatDuration(model.trace.starts[start] ?? 0)}
      </span>
      <span role="gridcell" className="sr-only">
        {group !== undefined && `busy for ${formatDuration(group.busyNanos)}`}
        {run !== -1 && runDurations(model, run).join(', ')}
        {isSpan(target) && durationWords(model, target)}
      </span>
    </div>
  );
}

function durationWords({ trace, selfNanos, extent }: TimelineModel, span: number): string {
  const duration = trace.durations[span] as number;
  return `${formatDuration(duration)}, ${formatShare(duration, extent)} of the trace, self time ${formatDuration(selfNanos[span] as number)}`;
}

/** Which of how many siblings a row is. */
function placeOf(model: TimelineModel, rows: Rows, row: number) {
  const target = rows.targets[row] as number;
  const group = groupOf(target);
  if (group !== -1) return { 'aria-posinset': group + 1, 'aria-setsize': model.groups.length };
  if (rows.grouping === 'tree') {
    const run = runOfSpan(model.runs, model.tree, target);
    // Of an open run: one level further in than among its siblings.
    if (run !== -1 && (rows.depths[row] as number) > (model.tree.depths[target] as number)) {
      const place = (model.tree.positions[target] as number) - (model.runs.froms[run] as number) + 1;
      return { 'aria-posinset': place, 'aria-setsize': runLength(model, run) };
    }
    const among = isSpan(target) ? target : runHead(target);
    return { 'aria-posinset': model.placeAmongSiblings[among], 'aria-setsize': model.siblingCounts[among] };
  }
  const own = model.groups[groupOfSpan(model, target)];
  return { 'aria-posinset': model.placeInGroup[target], 'aria-setsize': own?.spans.length };
}
