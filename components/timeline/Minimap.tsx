'use client';

import { type PointerEvent, useMemo, useRef, useState } from 'react';
import { startDrag } from '@/components/canvas/drag';
import { useCanvas } from '@/components/canvas/use-canvas';
import { useWheel } from '@/components/canvas/wheel';
import { useSteps } from '@/components/ui/use-steps';
import { type Colouring, paintOf } from './colouring';
import { drawBreaks } from './draw-breaks';
import { ALARM_STRIP_PX, drawMinimapWindow, drawTicks, MATCH_STRIP_PX, paintMinimap } from './draw-minimap';
import type { PxRange } from './draw-ruler';
import { EdgeHandle } from './EdgeHandle';
import { cellPaints, minimapSteps } from './layout-minimap';
import { columnAt, layoutTicks } from './layout-ticks';
import type { Palette } from './palette';
import type { TimelineState } from './use-timeline';
import { centreOn, clampWindow, nanosToPx, pxToNanos, shownWindow, windowBetween, zoomAt } from './viewport';

/** Two pixels each: thinner ones are faint. */
const MAX_LINES = 23;
const KEY_STEP = 0.02;

interface MinimapProps {
  readonly timeline: TimelineState;
  readonly colouring: Colouring;
  readonly palette: Palette;
  readonly width: number;
}

/** The whole trace in small, with the window that the rows show: drag a new one, drag its edges, double-click for all. */
export function Minimap({ timeline, colouring, palette, width }: MinimapProps) {
  const { model, window: shown, view, setView, find, stop } = timeline;
  const { extent, trace, tree } = model;
  const scale = view.squeeze ? model.squeeze : null;
  const whole = useMemo(() => shownWindow(null, extent, scale), [extent, scale]);
  const [dragged, setDragged] = useState<PxRange | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const start = useMemo(
    () => (width < 1 ? null : () => minimapSteps(trace, tree.preorder, whole, Math.floor(width), MAX_LINES)),
    [trace, tree, whole, width],
  );
  const { result } = useSteps(start);
  // While another size or scale is being laid out the one before is seen, but never that of another trace.
  const layout = result?.trace === trace ? result : null;
  const paints = useMemo(
    () => (layout === null ? null : cellPaints(layout, (span) => paintOf(colouring, span))),
    [layout, colouring],
  );
  const { found } = find;
  const ticks = useMemo(
    () => (found === null || width < 1 ? null : layoutTicks(trace, found, whole, Math.floor(width))),
    [found, trace, whole, width],
  );
  const { ref: canvas } = useCanvas((surface) => {
    if (layout === null || paints === null) return;
    const height = surface.height - (ticks === null ? 0 : MATCH_STRIP_PX);
    paintMinimap(surface.context, layout, paints, height, palette);
    drawBreaks(
      surface.context,
      whole,
      { left: 0, top: ALARM_STRIP_PX, width, height: height - ALARM_STRIP_PX },
      palette,
    );
    drawMinimapWindow(surface, shown, whole, palette, dragged);
    if (ticks === null) return;
    const stopStart = stop === null ? undefined : trace.starts[stop.span];
    drawTicks(surface, ticks, stopStart === undefined ? -1 : columnAt(stopStart, whole, ticks.length), palette);
  });
  /** The window so many pixels further on. */
  const moved = (px: number) => {
    const middle = (nanosToPx(shown.start, whole, width) + nanosToPx(shown.end, whole, width)) / 2;
    return centreOn(shown, extent, pxToNanos(middle + px, whole, width));
  };
  useWheel(box, (intent, px) => {
    const next =
      intent.kind === 'zoom' ? zoomAt(shown, extent, pxToNanos(px, whole, width), intent.factor) : moved(intent.px);
    setView({ window: next });
  });

  const onPointerDown = (press: PointerEvent<HTMLElement>) =>
    startDrag(press, {
      move: (from, to) => setDragged({ from, to }),
      end: (from, to) => {
        setDragged(null);
        setView({ window: clampWindow(windowBetween(from, to, whole, width), extent) });
      },
      click: (at) => {
        if (view.window === null) return;
        setView({ window: centreOn(shown, extent, pxToNanos(at, whole, width)) });
      },
      cancel: () => setDragged(null),
    });
  const moveEdge = (edge: 'start' | 'end', nanos: number) => {
    const other = edge === 'start' ? shown.end : shown.start;
    setView({ window: clampWindow({ start: Math.min(nanos, other), end: Math.max(nanos, other) }, extent) });
  };

  return (
    <div ref={box} className="relative h-14 w-full shrink-0">
      <canvas
        ref={canvas}
        className="absolute inset-0 h-full w-full cursor-crosshair touch-none"
        aria-hidden="true"
        onPointerDown={onPointerDown}
        onDoubleClick={() => setView({ window: null })}
      />
      {(['start', 'end'] as const).map((edge) => (
        <EdgeHandle
          key={edge}
          label={edge === 'start' ? 'Start of the zoom window' : 'End of the zoom window'}
          nanos={shown[edge]}
          extent={extent}
          px={nanosToPx(shown[edge], whole, width)}
          stepPx={KEY_STEP * width}
          toNanos={(px) => pxToNanos(px, whole, width)}
          onMove={(nanos) => moveEdge(edge, nanos)}
        />
      ))}
    </div>
  );
}
