'use client';

import type { FocusEvent, MouseEvent, PointerEvent, RefObject } from 'react';
import { startDrag } from '@/components/canvas/drag';
import { usePinch } from '@/components/canvas/pinch';
import { useWheel } from '@/components/canvas/wheel';
import { isOnFold, layoutName } from './layout-names';
import { Fold, type RowTarget } from './layout-rows';
import { momentNear } from './measure';
import type { Palette } from './palette';
import { rowsInView, timelineBox } from './scene';
import type { Hover } from './use-hover';
import type { usePillMenu } from './use-pill-menu';
import type { TimelineState } from './use-timeline';
import { fitWindow, panBy, pinchWindow, pxToNanos, zoomAt } from './viewport';

interface RowPointerOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly timeline: TimelineState;
  readonly palette: Palette;
  readonly namesWidth: number;
  /** Of names and timeline together. */
  readonly width: number;
  readonly hover: Hover;
  readonly pillMenu: Pick<ReturnType<typeof usePillMenu>, 'isOnPill' | 'onClick'>;
  readonly redraw: () => void;
}

/**
 * What a pointer does on the rows, as handlers for their scroller. A click selects, on a fold mark it folds; a double click
 * on the timeline fits the span; a drag there pans while zoomed, and with shift measures; wheels and two fingers zoom and pan.
 */
export function useRowPointer({
  scroller,
  timeline,
  palette,
  namesWidth,
  width,
  hover,
  pillMenu,
  redraw,
}: RowPointerOptions) {
  const { model, rows, window, view, setView } = timeline;
  const { metrics } = palette;
  const axis = timelineBox(width, namesWidth);

  useWheel(scroller, (intent, pointerPx) => {
    const at = Math.max(0, pointerPx - axis.left);
    const next =
      intent.kind === 'zoom'
        ? zoomAt(window, model.extent, pxToNanos(at, window, axis.width), intent.factor)
        : panBy(window, model.extent, intent.px / axis.width);
    setView({ window: next });
  });

  usePinch(scroller, () => ({ factor, fromPx, toPx }) => {
    const pinch = { factor, fromPx: Math.max(0, fromPx - axis.left), toPx: Math.max(0, toPx - axis.left) };
    setView({ window: pinchWindow(window, model.extent, pinch, axis.width) });
  });

  const pointAt = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - box.left;
    const row = Math.floor((event.clientY - box.top + event.currentTarget.scrollTop) / metrics.rowHeight);
    if (x >= width || row < 0 || row >= rows.count) return { x, row: -1, onFold: false };
    const place = layoutName(rows.depths[row] as number, rows.maxDepth, namesWidth, metrics);
    return { x, row, onFold: rows.folds[row] !== Fold.None && isOnFold(x, place, metrics) };
  };

  /** The drag reaches from the place of the press to where the pointer is, both at the spans near there. */
  const measureFrom = (press: PointerEvent<HTMLElement>, pressedRow: number) => {
    const { scrollTop, clientHeight: height } = press.currentTarget;
    const [first, end] = rowsInView(rows.count, { scrollTop, height, rowHeight: metrics.rowHeight });
    const momentAt = (px: number, row: number) =>
      momentNear(
        { px: px - axis.left, row },
        { trace: model.trace, rows, first, end },
        { window, width: axis.width, extent: model.extent },
      );
    const between = (fromPx: number, toPx: number) => ({
      from: momentAt(fromPx, pressedRow),
      to: momentAt(toPx, hover.row.current),
    });
    press.preventDefault();
    startDrag(press, {
      move: (fromPx, toPx) => setView({ measure: between(fromPx, toPx) }),
      end(fromPx, toPx) {
        hover.suppressClick();
        timeline.run({ do: 'measured', measure: between(fromPx, toPx) });
      },
      cancel: () => setView({ measure: view.measure }),
    });
  };

  return {
    onPointerDown(press: PointerEvent<HTMLElement>) {
      const { x, row } = pointAt(press);
      if (press.shiftKey && x >= namesWidth && x <= width) return measureFrom(press, row);
      // A finger scrolls.
      if (x < namesWidth || x > width || view.window === null || press.pointerType === 'touch') return;
      startDrag(press, {
        move: (from, to) => {
          hover.leave();
          setView({ window: panBy(window, model.extent, (from - to) / axis.width) });
        },
        end: hover.suppressClick,
      });
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { x, row, onFold } = pointAt(event);
      event.currentTarget.style.cursor = onFold || pillMenu.isOnPill({ row, x }) ? 'pointer' : 'default';
      if (hover.move(row, event.clientX, event.clientY)) redraw();
    },
    onPointerLeave() {
      hover.leave();
      redraw();
    },
    /** However a row got the focus, the keys go on from there. */
    onFocus(event: FocusEvent) {
      const target = targetOf(event.target);
      if (target !== null) timeline.focus(target);
    },
    onClick(event: MouseEvent) {
      const { x, row, onFold } = pointAt(event);
      // A screen reader clicks a row without a place.
      const target = targetOf(event.target) ?? rows.targets[row];
      if (target === undefined || hover.clickSuppressed()) return;
      hover.leave();
      // A click without a place (detail 0) is of a screen reader, on the row.
      if (event.detail > 0 && pillMenu.onClick(event, { row, x })) return;
      if (onFold && event.detail > 0) timeline.toggle(target);
      else timeline.select(target);
    },
    onDoubleClick(event: MouseEvent) {
      const { x, row } = pointAt(event);
      const target = rows.targets[row];
      if (x < namesWidth || target === undefined || target < 0) return;
      const { starts, durations } = model.trace;
      const scale = view.squeeze ? model.squeeze : null;
      setView({ window: fitWindow(starts[target] as number, durations[target] as number, model.extent, scale) });
    },
  };
}

/** What the row element that an event happened in shows; null for none. */
function targetOf(element: EventTarget): RowTarget | null {
  const row = element instanceof Element ? element.closest<HTMLElement>('[data-target]') : null;
  return row === null ? null : Number(row.dataset.target);
}
