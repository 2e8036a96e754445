import { measureText } from '@/components/canvas/measure-text';
import { stretchesOf } from '@/lib/trace/stretches';
import { paintOfRow } from './colouring';
import { drawBreaksOver } from './draw-breaks';
import { drawLabel } from './draw-label';
import { type Bar, layoutStretches, placeLabel } from './layout-bars';
import type { RowTarget } from './layout-rows';
import { runDurations, runLength, runOfTarget } from './run-words';
import type { Scene } from './scene';

/** Between the first and the last span of a run. */
const THREAD_PX = 1;
const CRITICAL_PX = 2;

/**
 * Draws a run of like siblings into the row whose upper edge is at 0: a thread from the first start to the last end, on it a
 * bar wherever one of them ran, so that one sees how dense they are, and below it where the critical path was.
 */
export function drawRun(context: CanvasRenderingContext2D, scene: Scene, target: RowTarget): void {
  const { model, palette, window, timelineWidth } = scene;
  const { metrics } = palette;
  const run = runOfTarget(model, target);
  if (run === -1) return;
  const bars = layoutStretches(stretchesOf(model.runBusy, run), window, timelineWidth);
  const first = bars[0];
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return;
  const paint = paintOfRow(scene.extras.colouring, model, target);
  const bar = { left: first.left, width: last.left + last.width - first.left };
  context.fillStyle = palette.series[paint] ?? palette.muted;
  context.fillRect(bar.left, Math.round((metrics.rowHeight - THREAD_PX) / 2), bar.width, THREAD_PX);
  const top = (metrics.rowHeight - metrics.laneBarHeight) / 2;
  fill(context, bars, top, metrics.laneBarHeight);
  drawBreaksOver(context, window, { ...bar, top, height: metrics.laneBarHeight }, timelineWidth, palette);
  if (scene.criticalPath) {
    const critical = layoutStretches(stretchesOf(model.runCritical, run), window, timelineWidth);
    context.fillStyle = palette.critical;
    fill(context, critical, (metrics.rowHeight + metrics.laneBarHeight) / 2 + 1, CRITICAL_PX);
  }
  const text = labels(scene, run).find((each) => fits(context, scene, each, bar, last)) ?? '';
  drawLabel(context, scene, { bar, inner: last, lane: true, paint, text, mark: null });
}

function fill(context: CanvasRenderingContext2D, bars: readonly Bar[], top: number, height: number): void {
  for (const { left, width } of bars) context.fillRect(left, top, width, height);
}

/** From the longest to the shortest. */
function labels({ model }: Scene, run: number): readonly string[] {
  const parts = [`${runLength(model, run)} ×`, ...runDurations(model, run)];
  return [parts.join(', '), parts.slice(0, 2).join(', '), parts.slice(0, 1).join('')];
}

function fits(context: CanvasRenderingContext2D, { palette, timelineWidth }: Scene, text: string, bar: Bar, last: Bar) {
  const width = measureText(context, `${palette.metrics.smallFontPx}px ${palette.font}`, text);
  return placeLabel(bar, width, timelineWidth, last) !== null;
}
