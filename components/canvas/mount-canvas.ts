import { frameScheduler } from './frame-scheduler';

/** What a draw function is given: a cleared context in which one unit is a CSS pixel, and the size in CSS pixels. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  /** Device pixels a CSS pixel. Lines look sharp at multiples of `1 / ratio`. */
  readonly ratio: number;
}

export interface MountedCanvas {
  /** Draws again in the next frame. */
  readonly redraw: () => void;
  readonly dispose: () => void;
}

/**
 * Keeps a canvas as large as its box and as sharp as the screen, and calls `draw` when asked, when the box changes and
 * when the window moves to a screen with another pixel ratio. Where there is no 2d context nothing is drawn.
 */
export function mountCanvas(canvas: HTMLCanvasElement, draw: (surface: Surface) => void): MountedCanvas {
  const context = canvas.getContext('2d');
  if (context === null) return { redraw: () => {}, dispose: () => {} };
  let width = 0;
  let height = 0;

  const paint = () => {
    if (width === 0 || height === 0) return;
    const ratio = window.devicePixelRatio;
    const deviceWidth = Math.round(width * ratio);
    const deviceHeight = Math.round(height * ratio);
    // Setting the size clears and reallocates, so only when it differs.
    if (canvas.width !== deviceWidth) canvas.width = deviceWidth;
    if (canvas.height !== deviceHeight) canvas.height = deviceHeight;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    draw({ context, width, height, ratio });
  };
  const scheduler = frameScheduler(paint, window);

  const observer = new ResizeObserver(([entry]) => {
    if (entry === undefined) return;
    ({ width, height } = entry.contentRect);
    // Now, not in the next frame: it would be painted empty until then.
    scheduler.cancel();
    paint();
  });
  observer.observe(canvas);
  const stopWatchingRatio = onPixelRatioChange(scheduler.request);
  // Text measured before its font has come has other widths.
  void document.fonts?.ready.then(scheduler.request);

  return {
    redraw: scheduler.request,
    dispose() {
      observer.disconnect();
      stopWatchingRatio();
      scheduler.cancel();
    },
  };
}

/** A media query only says that the ratio is no longer what it was, so each change needs a new one. */
function onPixelRatioChange(listener: () => void): () => void {
  let query: MediaQueryList;
  const onChange = () => {
    query.removeEventListener('change', onChange);
    watch();
    listener();
  };
  const watch = () => {
    query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', onChange);
  };
  watch();
  return () => query.removeEventListener('change', onChange);
}
