'use client';

import { type MouseEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';
import { startDrag } from '@/components/canvas/drag';
import { useCanvas } from '@/components/canvas/use-canvas';
import { useWheel } from '@/components/canvas/wheel';
import { drawRows } from './draw-rows';
import { HoverCard } from './HoverCard';
import { isOnFold } from './layout-names';
import { Fold } from './layout-rows';
import type { Palette } from './palette';
import { RowLayer } from './RowLayer';
import { rowsInView } from './scene';
import { useDrawnMark } from './use-drawn-mark';
import { useHover } from './use-hover';
import { useRowScroll } from './use-row-scroll';
import type { TimelineState } from './use-timeline';
import { fitWindow, panBy, pxToNanos, zoomAt } from './viewport';

/** Rows beyond the edges for which DOM exists, so that it is not changed in every frame of a scroll. */
const OVERSCAN = 8;

interface TimelineRowsProps {
  readonly timeline: TimelineState;
  readonly palette: Palette;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly namesWidth: number;
  /** Of the rows in view, without a scrollbar. */
  readonly size: { readonly width: number; readonly height: number };
  readonly selectedEvents: readonly number[];
}

/** The rows: a canvas that shows them, below a scroller that holds what keyboards, screen readers and pointers meet. */
export function TimelineRows({ timeline, palette, scroller, namesWidth, size, selectedEvents }: TimelineRowsProps) {
  const { model, rows, window, view } = timeline;
  const { metrics } = palette;
  const { rowHeight } = metrics;
  const timelineWidth = Math.max(0, size.width - namesWidth);
  const [block, setBlock] = useState(0);
  const hover = useHover();
  const drawn = useDrawnMark(model);
  const area = useRef<HTMLDivElement>(null);

  const { ref: canvas, redraw } = useCanvas((surface) => {
    if (size.width === 0) return;
    const scene = { model, rows, palette, window, namesWidth, timelineWidth, selectedEvents };
    drawRows(surface, {
      ...scene,
      height: surface.height,
      scrollTop: scroller.current?.scrollTop ?? 0,
      criticalPath: view.criticalPath,
      selected: timeline.selected,
      active: timeline.view.span === null ? timeline.active : null,
      hovered: hover.row.current,
    });
    drawn();
  });
  const rowScroll = useRowScroll(scroller, timeline, rowHeight);
  const onScroll = () => {
    rowScroll.onScroll();
    hover.leave();
    redraw();
    setBlock(Math.floor((scroller.current?.scrollTop ?? 0) / (OVERSCAN * rowHeight)));
  };
  useWheel(scroller, (intent, pointerPx) => {
    const at = Math.max(0, pointerPx - namesWidth);
    const next =
      intent.kind === 'zoom'
        ? zoomAt(window, model.extent, pxToNanos(at, window, timelineWidth), intent.factor)
        : panBy(window, model.extent, (intent.px / timelineWidth) * (window.end - window.start));
    timeline.setView({ window: next });
  });

  const pointAt = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - box.left;
    const row = Math.floor((event.clientY - box.top + event.currentTarget.scrollTop) / rowHeight);
    const inside = x < size.width && row >= 0 && row < rows.count;
    const onFold =
      inside && rows.folds[row] !== Fold.None && isOnFold(x, rows.depths[row] as number, namesWidth, metrics);
    return { x, row: inside ? row : -1, onFold };
  };
  const onPointerDown = (press: PointerEvent<HTMLDivElement>) => {
    const { x } = pointAt(press);
    if (x < namesWidth || x > size.width || view.window === null || press.pointerType === 'touch') return;
    startDrag(press, {
      move: (from, to) => {
        hover.leave();
        const nanosPerPx = (window.end - window.start) / timelineWidth;
        timeline.setView({ window: panBy(window, model.extent, (from - to) * nanosPerPx) });
      },
      end: () => hover.suppressClick(),
    });
  };
  const onClick = (event: MouseEvent) => {
    const { row, onFold } = pointAt(event);
    if (row === -1 || hover.clickSuppressed()) return;
    const target = rows.targets[row] as number;
    if (onFold) timeline.toggle(target);
    else timeline.select(target);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const { x, row } = pointAt(event);
    const target = rows.targets[row];
    if (x < namesWidth || target === undefined || target < 0) return;
    const { starts, durations } = model.trace;
    timeline.setView({ window: fitWindow(starts[target] as number, durations[target] as number, model.extent) });
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { row, onFold } = pointAt(event);
    event.currentTarget.style.cursor = row === -1 ? 'default' : onFold ? 'pointer' : 'default';
    if (hover.move(row, event.clientX, event.clientY)) redraw();
  };
  const onPointerLeave = () => {
    hover.leave();
    redraw();
  };

  const [first, end] = rowsInView(rows.count, {
    scrollTop: (block - 1) * OVERSCAN * rowHeight,
    height: size.height + 3 * OVERSCAN * rowHeight,
    rowHeight,
  });
  return (
    <div ref={area} className="relative min-h-0 flex-1">
      <canvas ref={canvas} className="absolute inset-0 h-full w-full" aria-hidden="true" />
      <div
        ref={scroller}
        onScroll={onScroll}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerLeave={onPointerLeave}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        className="absolute inset-0 overflow-y-auto overflow-x-hidden [scrollbar-gutter:stable]"
      >
        <RowLayer {...{ model, rows, rowHeight, first, end }} active={timeline.active} selected={timeline.selected} />
      </div>
      <HoverCard timeline={timeline} place={hover.card} />
    </div>
  );
}
