'use client';

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { startDrag } from '@/components/canvas/drag';
import { layoutTimeAxis, stepIndexAt, windowOf } from './layout-time';

interface Step {
  readonly startMs: number;
  readonly endMs: number;
}

interface Cursor {
  /** The start of the step that is pointed at. By time, so that it stays there when new steps come in. */
  readonly atMs: number;
  /** Where the selection began, while there is one. */
  readonly anchorMs: number | null;
}

interface StepCursorOptions {
  readonly steps: readonly Step[];
  readonly fontPx: number;
  readonly onZoom: (window: { startMs: number; endMs: number }) => void;
  readonly onZoomOut: () => void;
}

/** How far a page key goes. */
const PAGE = 10;

/**
 * The crosshair that the charts share, for the pointer and the keyboard alike: move to look, drag (or Shift and arrows,
 * then Enter) to select a range, click (or Enter) for a single step, Escape for the way back.
 */
export function useStepCursor({ steps, fontPx, onZoom, onZoomOut }: StepCursorOptions) {
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const indexOf = (ms: number | null | undefined) => {
    const index = steps.findIndex((step) => step.startMs === ms);
    return index === -1 ? null : index;
  };
  const index = indexOf(cursor?.atMs);
  const anchor = indexOf(cursor?.anchorMs);

  const moveTo = (next: number, keepAnchor: boolean) => {
    const step = steps[Math.min(steps.length - 1, Math.max(0, next))];
    if (!step) return;
    const anchorMs = keepAnchor ? (cursor?.anchorMs ?? cursor?.atMs ?? step.startMs) : null;
    setCursor({ atMs: step.startMs, anchorMs });
  };
  const zoom = (one: number | null, other: number | null) => {
    const window = one === null || other === null ? null : windowOf(steps, one, other);
    if (!window) return;
    setCursor(null);
    onZoom(window);
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = stepIndexAt(steps.length, layoutTimeAxis(steps, box.width, fontPx), event.clientX - box.left);
    if (at !== null && event.buttons === 0) moveTo(at, false);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const axis = layoutTimeAxis(steps, event.currentTarget.getBoundingClientRect().width, fontPx);
    const indexAt = (px: number) => stepIndexAt(steps.length, axis, px);
    startDrag(event, {
      move: (fromPx, toPx) => {
        const [from, to] = [steps[indexAt(fromPx) ?? -1], steps[indexAt(toPx) ?? -1]];
        if (from && to) setCursor({ atMs: to.startMs, anchorMs: from.startMs });
      },
      end: (fromPx, toPx) => zoom(indexAt(fromPx), indexAt(toPx)),
      click: (px) => zoom(indexAt(px), indexAt(px)),
      cancel: () => setCursor(null),
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const from = index ?? steps.length - 1;
    const target: Readonly<Record<string, number>> = {
      ArrowLeft: index === null ? from : from - 1,
      ArrowRight: index === null ? from : from + 1,
      PageUp: from + PAGE,
      PageDown: from - PAGE,
      Home: 0,
      End: steps.length - 1,
    };
    const next = target[event.key];
    if (next !== undefined) moveTo(next, event.shiftKey);
    else if (event.key === 'Enter') zoom(index, anchor ?? index);
    else if (event.key === 'Escape' && cursor) setCursor(null);
    else if (event.key === 'Escape') onZoomOut();
    else return;
    event.preventDefault();
  };

  return {
    index,
    /** The steps from which to which the selection goes, while there is one. */
    selection: index !== null && anchor !== null ? ([Math.min(index, anchor), Math.max(index, anchor)] as const) : null,
    handlers: {
      onPointerMove,
      onPointerDown,
      onKeyDown,
      onPointerLeave: () => setCursor(null),
      onBlur: () => setCursor(null),
    },
  };
}
