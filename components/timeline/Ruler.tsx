'use client';

import { type PointerEvent, useRef, useState } from 'react';
import { startDrag } from '@/components/canvas/drag';
import { useCanvas } from '@/components/canvas/use-canvas';
import { useWheel } from '@/components/canvas/wheel';
import { drawRuler, type PxRange } from './draw-ruler';
import type { Palette } from './palette';
import type { TimelineState } from './use-timeline';
import { clampWindow, panBy, pxToNanos, windowBetween, zoomAt } from './viewport';

interface RulerProps {
  readonly timeline: TimelineState;
  readonly palette: Palette;
  readonly width: number;
}

/** The time axis. Dragging over it zooms into what was dragged over; a double click shows the whole trace again. */
export function Ruler({ timeline, palette, width }: RulerProps) {
  const { model, window: shown, setView } = timeline;
  const [dragged, setDragged] = useState<PxRange | null>(null);
  const { ref: canvas } = useCanvas((surface) => drawRuler(surface, shown, palette, dragged, timeline.view.measure));
  const box = useRef<HTMLDivElement>(null);
  useWheel(box, (intent, px) => {
    const next =
      intent.kind === 'zoom'
        ? zoomAt(shown, model.extent, pxToNanos(px, shown, width), intent.factor)
        : panBy(shown, model.extent, intent.px / width);
    setView({ window: next });
  });
  const onPointerDown = (press: PointerEvent<HTMLElement>) =>
    startDrag(press, {
      move: (from, to) => setDragged({ from, to }),
      end: (from, to) => {
        setDragged(null);
        setView({ window: clampWindow(windowBetween(from, to, shown, width), model.extent) });
      },
      cancel: () => setDragged(null),
    });
  return (
    <div ref={box} className="relative h-6 w-full shrink-0">
      <canvas
        ref={canvas}
        aria-hidden="true"
        title="Drag to zoom"
        className="absolute inset-0 h-full w-full cursor-crosshair touch-none"
        onPointerDown={onPointerDown}
        onDoubleClick={() => setView({ window: null })}
      />
    </div>
  );
}
