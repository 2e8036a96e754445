'use client';

import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import { spanIdToBigInt } from '@/lib/base/ids';
import { gapOf, groupOf, isSpan, type Rows, type RowTarget, rowOf, rowShowing, runHead } from './layout-rows';
import { spanIdAt } from './run-command';
import { sameTarget } from './same-target';
import type { TimelineModel } from './timeline-model';
import type { TimelineState } from './use-timeline';

/** How long the scroll must rest before the row at the top goes into the URL. */
const REST_MS = 200;

/**
 * Keeps the rows where the eye left them. When rows are folded or arrive, the active row (or, out of view, the topmost)
 * stays at its height on the screen; arranged in another way they start at the top. The active or selected row comes into view when it changes. The first time, the
 * row named in the URL is at the top, or else the selected one in the middle.
 */
export function useRowScroll(
  scroller: RefObject<HTMLElement | null>,
  timeline: TimelineState,
  rowHeight: number,
): { readonly onScroll: () => void } {
  const { model, rows, active, selected, request, setView } = timeline;
  const laidOut = useRef<{ model: TimelineModel; rows: Rows } | null>(null);
  const scrollTop = useRef(0);
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const initialTop = useRef(timeline.view.top);

  const show = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (element === null || row < 0) return;
      const top = row * rowHeight;
      const hidden = top < element.scrollTop || top + rowHeight > element.scrollTop + element.clientHeight;
      if (!hidden) return;
      const justBeyond = Math.abs(top - element.scrollTop - element.clientHeight / 2) < element.clientHeight;
      if (!justBeyond) setScroll(element, top - (element.clientHeight - rowHeight) / 2);
      else setScroll(element, top < element.scrollTop ? top : top + rowHeight - element.clientHeight);
    },
    [scroller, rowHeight],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    const before = laidOut.current;
    laidOut.current = { model, rows };
    if (element === null || rows.count === 0) return;
    if (before === null) {
      const top = initialTop.current === null ? -1 : model.index.indexOf(spanIdToBigInt(initialTop.current));
      if (top !== -1) setScroll(element, rowShowing(rows, model, top) * rowHeight);
    } else if (before.rows.grouping !== rows.grouping) {
      setScroll(element, 0);
    } else if (before.rows !== rows) {
      const pageRows = element.clientHeight / rowHeight;
      const anchor = anchorRow(before.rows, active, scrollTop.current / rowHeight, pageRows);
      const target = sameTarget(before.rows.targets[anchor] ?? 0, before.model, model);
      const row = target === null ? -1 : visibleRow(rows, model, target);
      if (row >= 0) setScroll(element, scrollTop.current + (row - anchor) * rowHeight);
    }
    scrollTop.current = element.scrollTop;
  }, [scroller, model, rows, active, rowHeight]);

  useLayoutEffect(() => {
    const current = laidOut.current;
    if (current !== null && selected !== null && initialTop.current === null) {
      show(rowShowing(current.rows, current.model, selected));
    }
    initialTop.current = null;
  }, [selected, show]);

  useLayoutEffect(() => {
    if (request === null || active === null || laidOut.current === null) return;
    show(rowOf(laidOut.current.rows, active));
    if (!request.focus) return;
    scroller.current?.querySelector<HTMLElement>(`[data-target="${active}"]`)?.focus({ preventScroll: true });
  }, [request, active, show, scroller]);

  const onScroll = useCallback(() => {
    scrollTop.current = scroller.current?.scrollTop ?? 0;
    clearTimeout(resting.current);
    resting.current = setTimeout(() => {
      const at = Math.round(scrollTop.current / rowHeight);
      setView({ top: at === 0 ? null : spanAtTop(laidOut.current, at) });
    }, REST_MS);
  }, [scroller, rowHeight, setView]);
  useLayoutEffect(() => () => clearTimeout(resting.current), []);

  return { onScroll };
}

/** The row that must not move: the active one if it is in view, else the topmost. */
function anchorRow(rows: Rows, active: RowTarget | null, firstRow: number, pageRows: number): number {
  const row = active === null ? -1 : rowOf(rows, active);
  return row >= firstRow - 1 && row < firstRow + pageRows ? row : Math.min(Math.floor(firstRow), rows.count - 1);
}

function visibleRow(rows: Rows, model: TimelineModel, target: RowTarget): number {
  if (groupOf(target) !== -1) return rowOf(rows, target);
  const hidden = Math.max(runHead(target), gapOf(target));
  return rowShowing(rows, model, hidden === -1 ? target : hidden);
}

/** A heading, a run or a gap is no span: its first one stands for it. */
function spanAtTop(laidOut: { model: TimelineModel; rows: Rows } | null, row: number): string | null {
  const target = laidOut?.rows.targets[row];
  if (laidOut === null || target === undefined) return null;
  const span = isSpan(target)
    ? target
    : (laidOut.model.groups[groupOf(target)]?.spans[0] ?? Math.max(runHead(target), gapOf(target)));
  return spanIdAt(laidOut.model, span);
}

function setScroll(element: HTMLElement, top: number): void {
  element.scrollTop = top;
}
