'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** Where two fingers have gone since they were put down. */
export interface Pinch {
  /** How many times as far apart they were: below 1 to see more detail. */
  readonly factor: number;
  /** The middle between them, then and now, in CSS pixels from the element's left edge. */
  readonly fromPx: number;
  readonly toPx: number;
}

/** A finger on the screen. */
export type Finger = Pick<Touch, 'clientX' | 'clientY'>;

/** Fingers that lie on each other would zoom without end. */
const MIN_APART_PX = 10;

/** The pinch that leads from two fingers to where they are now; `left` is the element's left edge. */
export function pinchOf(before: readonly [Finger, Finger], now: readonly [Finger, Finger], left: number): Pinch {
  const apart = ([a, b]: readonly [Finger, Finger]) =>
    Math.max(MIN_APART_PX, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
  const middle = ([a, b]: readonly [Finger, Finger]) => (a.clientX + b.clientX) / 2 - left;
  return { factor: apart(before) / apart(now), fromPx: middle(before), toPx: middle(now) };
}

/**
 * Follows two fingers on an element. `begin` is called when the second is put down and gives what is told of their way; one
 * finger is the browser's, and so is a third.
 */
export function usePinch(ref: RefObject<HTMLElement | null>, begin: () => (pinch: Pinch) => void): void {
  const latest = useRef(begin);
  useEffect(() => {
    latest.current = begin;
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    let start: { readonly fingers: readonly [Finger, Finger]; readonly move: (pinch: Pinch) => void } | null = null;
    const onTouch = (event: TouchEvent) => {
      const fingers = twoOf(event.touches);
      start = fingers === null ? null : { fingers, move: latest.current() };
    };
    const onMove = (event: TouchEvent) => {
      const fingers = twoOf(event.touches);
      if (start === null || fingers === null) return;
      // Else the browser would zoom the page.
      event.preventDefault();
      start.move(pinchOf(start.fingers, fingers, element.getBoundingClientRect().left));
    };
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener('touchstart', onTouch, { signal, passive: true });
    element.addEventListener('touchmove', onMove, { signal, passive: false });
    element.addEventListener('touchend', onTouch, { signal, passive: true });
    element.addEventListener('touchcancel', onTouch, { signal, passive: true });
    return () => listening.abort();
  }, [ref]);
}

function twoOf(touches: TouchList): readonly [Finger, Finger] | null {
  const [a, b, ...others] = Array.from(touches, ({ clientX, clientY }) => ({ clientX, clientY }));
  return a === undefined || b === undefined || others.length > 0 ? null : [a, b];
}
