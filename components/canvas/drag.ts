import type { PointerEvent as ReactPointerEvent } from 'react';

/** Below this many CSS pixels a press is a click with an unsteady hand. */
export const DRAG_THRESHOLD_PX = 3;

export interface DragHandlers {
  /** `fromPx` and `toPx` count from the left edge of the element that was pressed; only from the threshold on. */
  readonly move: (fromPx: number, toPx: number) => void;
  /** The button was released after a drag. */
  readonly end?: (fromPx: number, toPx: number) => void;
  /** The button was released without a drag. */
  readonly click?: (atPx: number) => void;
  /** The browser or Escape took the drag away. */
  readonly cancel?: () => void;
}

/**
 * Follows the pointer from a primary press to its release, also outside the element. Distances are horizontal, in CSS
 * pixels. Other buttons are ignored.
 */
export function startDrag(press: ReactPointerEvent<HTMLElement>, handlers: DragHandlers): void {
  if (press.button !== 0) return;
  const element = press.currentTarget;
  const { pointerId } = press;
  const positionOf = (clientX: number) => clientX - element.getBoundingClientRect().left;
  const from = positionOf(press.clientX);
  const listening = new AbortController();
  const { signal } = listening;
  let dragged = false;
  element.setPointerCapture(pointerId);

  const stop = () => {
    listening.abort();
    if (element.hasPointerCapture(pointerId)) element.releasePointerCapture(pointerId);
  };
  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return;
    const to = positionOf(event.clientX);
    dragged ||= Math.abs(to - from) >= DRAG_THRESHOLD_PX;
    if (dragged) handlers.move(from, to);
  };
  const onUp = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return;
    stop();
    const to = positionOf(event.clientX);
    if (dragged) handlers.end?.(from, to);
    else handlers.click?.(to);
  };
  const onCancel = () => {
    stop();
    handlers.cancel?.();
  };
  element.addEventListener('pointermove', onMove, { signal });
  element.addEventListener('pointerup', onUp, { signal });
  element.addEventListener('pointercancel', onCancel, { signal });
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onCancel();
    },
    { signal, capture: true },
  );
}
