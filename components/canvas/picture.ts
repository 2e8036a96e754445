'use client';

import { useEffect, useRef } from 'react';
import type { Surface } from './mount-canvas';

/** What a view shows, to be drawn again elsewhere, for example sharper into a file. */
export interface Picture {
  /** "Timeline", "Flame graph". */
  readonly of: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** What one has to know to read it; '' when the picture says it all. */
  readonly caption: string;
  readonly draw: (surface: Surface) => void;
}

const offers = new Set<{ readonly current: () => Picture }>();

/** Offers a picture of what the view shows, for as long as it is there. `make` is called when one is wanted. */
export function usePicture(make: () => Picture): void {
  const latest = useRef(make);
  useEffect(() => {
    latest.current = make;
  });
  useEffect(() => {
    offers.add(latest);
    return () => void offers.delete(latest);
  }, []);
}

/** What the view that is open shows; null when it draws nothing. */
export function currentPicture(): Picture | null {
  const offer = [...offers].at(-1);
  return offer === undefined ? null : offer.current();
}
