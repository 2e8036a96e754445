'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { type MountedCanvas, mountCanvas, type Surface } from './mount-canvas';

/**
 * A canvas that shows what `draw` draws. Every render of the component asks for a frame with the latest `draw`; what
 * changes outside React (scrolling, a store) asks with `redraw`.
 */
export function useCanvas(draw: (surface: Surface) => void): {
  readonly ref: RefObject<HTMLCanvasElement | null>;
  readonly redraw: () => void;
} {
  const ref = useRef<HTMLCanvasElement>(null);
  const latestDraw = useRef(draw);
  const mounted = useRef<MountedCanvas | null>(null);

  useLayoutEffect(() => {
    latestDraw.current = draw;
    mounted.current?.redraw();
  });

  useEffect(() => {
    if (ref.current === null) return;
    const canvas = mountCanvas(ref.current, (surface) => latestDraw.current(surface));
    mounted.current = canvas;
    return () => {
      mounted.current = null;
      canvas.dispose();
    };
  }, []);

  const redraw = useCallback(() => mounted.current?.redraw(), []);
  return { ref, redraw };
}
