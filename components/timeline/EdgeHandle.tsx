'use client';

import type { KeyboardEvent, PointerEvent } from 'react';
import { startDrag } from '@/components/canvas/drag';
import { formatDuration } from '@/lib/base/units';

interface EdgeHandleProps {
  readonly label: string;
  readonly nanos: number;
  readonly extent: number;
  readonly px: number;
  /** How far an arrow key moves it. */
  readonly stepPx: number;
  readonly toNanos: (px: number) => number;
  readonly onMove: (nanos: number) => void;
}

/** An end of the zoom window in the minimap: dragged, or moved with the arrow keys. */
export function EdgeHandle({ label, nanos, extent, px, stepPx, toNanos, onMove }: EdgeHandleProps) {
  const onPointerDown = (press: PointerEvent<HTMLElement>) => {
    press.stopPropagation();
    // The handle moves along, so positions are measured from the box that does not.
    const left = press.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
    const offset = press.currentTarget.getBoundingClientRect().left - left;
    startDrag(press, { move: (_, to) => onMove(toNanos(Math.max(0, to + offset))) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(toNanos(px + step * stepPx));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={extent}
      aria-valuenow={nanos}
      aria-valuetext={formatDuration(nanos)}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      className="group absolute inset-y-0 z-10 flex w-6 -translate-x-1/2 cursor-ew-resize touch-none items-center justify-center"
      style={{ left: px }}
    >
      <div className="h-6 w-1.5 rounded-sm border border-surface-raised bg-border-strong group-hover:bg-accent group-active:bg-accent" />
    </div>
  );
}
