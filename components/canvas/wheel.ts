'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** What a turn of the wheel asks of a timeline. */
export type WheelIntent =
  /** Scale what is shown by `factor`, below 1 to see more detail. */
  | { readonly kind: 'zoom'; readonly factor: number }
  /** Move the window by so many CSS pixels; positive is later. */
  | { readonly kind: 'pan'; readonly px: number };

/** What {@link wheelIntent} looks at. */
export type WheelInput = Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** Pixels that a line and a page stand for where a mouse reports those (Firefox). */
const PX_OF_MODE = [1, 16, 400] as const;
/** A notch of a mouse wheel is 100 to 120 px: about a quarter more or less of the window. */
const ZOOM_PER_PX = 0.0022;
/** A touchpad's pinch comes as a wheel with ctrl and small deltas; a free-spinning wheel must not zoom a thousandfold. */
const MAX_ZOOM_PX = 240;

/**
 * ctrl or cmd with the wheel (and a pinch, which browsers report as such) zooms, shift or a sideways turn pans. Null for
 * a plain vertical turn, which scrolls the page.
 */
export function wheelIntent(input: WheelInput): WheelIntent | null {
  const scale = PX_OF_MODE[input.deltaMode as 0 | 1 | 2] ?? 1;
  const x = input.deltaX * scale;
  const y = input.deltaY * scale;
  if (input.ctrlKey || input.metaKey) {
    const px = Math.max(-MAX_ZOOM_PX, Math.min(MAX_ZOOM_PX, y === 0 ? x : y));
    return px === 0 ? null : { kind: 'zoom', factor: Math.exp(px * ZOOM_PER_PX) };
  }
  // With shift some browsers turn y into x already.
  const px = input.shiftKey && x === 0 ? y : x;
  return px !== 0 && (input.shiftKey || Math.abs(x) > Math.abs(y)) ? { kind: 'pan', px } : null;
}

/**
 * Calls `onWheel` with the intent and the pointer's distance from the element's left edge. Only turns that mean something
 * are kept from the browser. React's own onWheel cannot do that: it listens passively.
 */
export function useWheel(
  ref: RefObject<HTMLElement | null>,
  onWheel: (intent: WheelIntent, pointerPx: number) => void,
): void {
  const latest = useRef(onWheel);
  useEffect(() => {
    latest.current = onWheel;
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const listener = (event: WheelEvent) => {
      const intent = wheelIntent(event);
      if (intent === null) return;
      event.preventDefault();
      latest.current(intent, event.clientX - element.getBoundingClientRect().left);
    };
    element.addEventListener('wheel', listener, { passive: false });
    return () => element.removeEventListener('wheel', listener);
  }, [ref]);
}
