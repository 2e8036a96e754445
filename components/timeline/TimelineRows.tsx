'use client';

import { type RefObject, useState } from 'react';
import { usePicture } from '@/components/canvas/picture';
import { useCanvas } from '@/components/canvas/use-canvas';
import { drawRows } from './draw-rows';
import type { RowExtras } from './extra-words';
import { HoverCard } from './HoverCard';
import { type AttributeSearchHref, PillMenu } from './PillMenu';
import { PinnedRows } from './PinnedRows';
import type { Palette } from './palette';
import { RowLayer } from './RowLayer';
import { RowMenu, RowMenuButton } from './RowMenu';
import { rowsInView, type Scene, timelineBox } from './scene';
import { timelinePicture } from './timeline-picture';
import { useDrawnMark } from './use-drawn-mark';
import { useHover } from './use-hover';
import { usePillMenu } from './use-pill-menu';
import { useRowMenu } from './use-row-menu';
import { useRowPointer } from './use-row-pointer';
import { useRowScroll } from './use-row-scroll';
import type { TimelineState } from './use-timeline';

/** Rows beyond the edges for which DOM exists, so that it is not changed in every frame of a scroll. */
const OVERSCAN = 8;

interface TimelineRowsProps {
  readonly timeline: TimelineState;
  readonly extras: RowExtras;
  /** Null: the attributes behind names cannot be asked about. */
  readonly searchHref: AttributeSearchHref | null;
  readonly palette: Palette;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly namesWidth: number;
  /** Of the rows in view, without a scrollbar. */
  readonly size: { readonly width: number; readonly height: number };
  readonly selectedEvents: readonly number[];
  /** What the first frame is marked as. */
  readonly mark: string;
}

/** The rows: a canvas that shows them, below a scroller that holds what keyboards, screen readers and pointers meet. */
export function TimelineRows(props: TimelineRowsProps) {
  const { timeline, extras, searchHref, palette, scroller, namesWidth, size, selectedEvents, mark } = props;
  const { model, rows, window, view, active, selected, find } = timeline;
  const { rowHeight } = palette.metrics;
  // Which block of rows is at the top: React hears of a scroll only when that changes.
  const [block, setBlock] = useState(0);
  const axis = timelineBox(size.width, namesWidth);
  const hover = useHover();
  const drawn = useDrawnMark(model, mark);
  const pillMenu = usePillMenu(timeline, extras, searchHref);

  const sceneOf = (height: number): Scene => ({
    model,
    rows,
    palette,
    window,
    width: size.width,
    namesWidth,
    timelineLeft: axis.left,
    timelineWidth: axis.width,
    height,
    scrollTop: scroller.current?.scrollTop ?? 0,
    criticalPath: view.criticalPath,
    extras,
    pillBoxes: [],
    measure: view.measure,
    selected,
    hovered: hover.row.current,
    selectedEvents,
    found: find.found,
    match: timeline.stop?.span ?? -1,
  });
  usePicture(() => timelinePicture({ ...sceneOf(size.height), hovered: -1 }));

  const { ref: canvas, redraw } = useCanvas((surface) => {
    if (size.width === 0) return;
    const scene = sceneOf(surface.height);
    drawRows(surface, scene);
    pillMenu.drawn(scene.pillBoxes);
    drawn();
    find.drawn();
  });
  const menu = useRowMenu({ scroller, timeline, rowHeight, namesWidth, hover });
  const onHover = () => {
    redraw();
    menu.placeButton();
  };
  const pointer = useRowPointer({
    scroller,
    timeline,
    palette,
    namesWidth,
    width: size.width,
    hover,
    pillMenu,
    redraw: onHover,
  });
  const rowScroll = useRowScroll(scroller, timeline, rowHeight);
  const onScroll = () => {
    rowScroll.onScroll();
    hover.leave();
    onHover();
    setBlock(Math.floor((scroller.current?.scrollTop ?? 0) / (OVERSCAN * rowHeight)));
  };

  const [first, end] = rowsInView(rows.count, {
    scrollTop: (block - 1) * OVERSCAN * rowHeight,
    height: size.height + 3 * OVERSCAN * rowHeight,
    rowHeight,
  });
  return (
    <>
      <PinnedRows {...{ timeline, sceneOf, namesWidth, rowHeight }} />
      <div className="relative min-h-0 flex-1">
        <canvas ref={canvas} className="absolute inset-0 h-full w-full" aria-hidden="true" />
        <div
          ref={scroller}
          onScroll={onScroll}
          {...pointer}
          {...menu.onRows}
          {...pillMenu.rowHandlers}
          className="absolute inset-0 touch-pan-y overflow-y-auto overflow-x-hidden [scrollbar-gutter:stable]"
        >
          <RowLayer {...{ model, rows, extras, rowHeight, first, end, active, selected }} found={find.found} />
          <RowMenuButton {...menu.button} />
        </div>
        {menu.place !== null && <RowMenu timeline={timeline} place={menu.place} onClose={menu.close} />}
        <HoverCard timeline={timeline} extras={extras} place={hover.card} />
        {pillMenu.place !== null && (
          <PillMenu
            key={pillMenu.place.span}
            place={pillMenu.place}
            hrefOf={pillMenu.hrefOf}
            onFind={pillMenu.find}
            onClose={pillMenu.close}
          />
        )}
      </div>
    </>
  );
}
