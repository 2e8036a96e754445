import { formatDuration } from '@/lib/base/units';
import { stretchesOf } from '@/lib/trace/stretches';
import { StatusCode } from '@/lib/trace/trace';
import { paintOf, paintOfRow } from './colouring';
import { drawBreaksOver } from './draw-breaks';
import { drawFill } from './draw-fill';
import { drawLabel } from './draw-label';
import { drawRun } from './draw-run';
import { drawGlyph } from './glyphs';
import { layoutBar, layoutStretches } from './layout-bars';
import { layoutReach } from './layout-reach';
import { groupOf, groupTarget, isSpan, runHead } from './layout-rows';
import type { Mark } from './row-facts';
import type { Scene } from './scene';
import { nanosToPx } from './viewport';

const REACH_TICK_PX = 6;

/** Draws what lies on the time axis in one row, whose upper edge is at `y`. */
export function drawBars(context: CanvasRenderingContext2D, scene: Scene, row: number, y: number): void {
  const { rows, namesWidth, timelineLeft, timelineWidth, height } = scene;
  if (timelineWidth <= 0) return;
  const target = rows.targets[row] as number;
  context.save();
  context.beginPath();
  context.rect(namesWidth, 0, timelineWidth + 2 * (timelineLeft - namesWidth), height);
  context.clip();
  context.translate(timelineLeft, y);
  context.textBaseline = 'middle';
  if (isSpan(target)) drawSpan(context, scene, target);
  else if (runHead(target) !== -1) drawRun(context, scene, target);
  else drawGroup(context, scene, groupOf(target));
  context.restore();
}

function drawSpan(context: CanvasRenderingContext2D, scene: Scene, span: number): void {
  const { model, palette, window, timelineWidth } = scene;
  const { metrics } = palette;
  const duration = model.trace.durations[span] as number;
  const bar = layoutBar(model.trace.starts[span] as number, duration, window, timelineWidth);
  const top = (metrics.rowHeight - metrics.barHeight) / 2;
  if (scene.criticalPath) drawWaits(context, scene, span);
  drawReach(context, scene, span);
  if (typeof bar === 'string') {
    const x = bar === 'before' ? 2 : timelineWidth - metrics.glyph - 2;
    drawGlyph(context, bar, x, (metrics.rowHeight - metrics.glyph) / 2, metrics.glyph, palette.muted);
    return;
  }
  const paint = paintOf(scene.extras.colouring, span);
  drawFill(context, palette, paint, bar, top, metrics.barHeight, bar);
  drawBreaksOver(context, window, { ...bar, top, height: metrics.barHeight }, timelineWidth, palette);
  if (scene.criticalPath) drawCritical(context, scene, span, top + metrics.barHeight - 3);
  drawEvents(context, scene, span, top);
  drawLabel(context, scene, { bar, lane: false, paint, text: formatDuration(duration), mark: outcomeOf(scene, span) });
}

function drawGroup(context: CanvasRenderingContext2D, scene: Scene, group: number): void {
  const { model, palette, window, timelineWidth } = scene;
  const { metrics } = palette;
  const service = model.groups[group];
  const busy = model.busy[group];
  if (service === undefined || busy === undefined) return;
  const bars = layoutStretches(busy, window, timelineWidth);
  const paint = paintOfRow(scene.extras.colouring, model, groupTarget(group));
  const top = (metrics.rowHeight - metrics.laneBarHeight) / 2;
  for (const bar of bars) drawFill(context, palette, paint, bar, top, metrics.laneBarHeight);
  const first = bars[0];
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return;
  const bar = { left: first.left, width: last.left + last.width - first.left };
  drawBreaksOver(context, window, { ...bar, top, height: metrics.laneBarHeight }, timelineWidth, palette);
  const text = `busy ${formatDuration(service.busyNanos)}`;
  drawLabel(context, scene, { bar, inner: last, lane: true, paint, text, mark: null });
}

/** A dark line along the foot of the bar where the trace was waiting for this very span to work. */
function drawCritical(context: CanvasRenderingContext2D, scene: Scene, span: number, top: number): void {
  for (const bar of layoutStretches(stretchesOf(scene.model.criticalWork, span), scene.window, scene.timelineWidth)) {
    context.fillStyle = scene.palette.raised;
    context.fillRect(bar.left, top - 1, bar.width, 1);
    context.fillStyle = scene.palette.critical;
    context.fillRect(bar.left, top, bar.width, 3);
  }
}

/** A thin line below the label, to a tick where the last span below ended, where that was after the span itself. */
function drawReach(
  context: CanvasRenderingContext2D,
  { model, palette, window, timelineWidth }: Scene,
  span: number,
): void {
  const { starts, durations } = model.trace;
  const end = (starts[span] as number) + (durations[span] as number);
  const line = layoutReach(end, model.reaches[span] as number, window, timelineWidth);
  if (line === null) return;
  const { rowHeight, barHeight } = palette.metrics;
  const foot = (rowHeight + barHeight) / 2;
  context.fillStyle = palette.muted;
  context.fillRect(line.left, foot - 1, line.width, 1);
  if (!line.cutRight) context.fillRect(line.left + line.width - 1, foot - REACH_TICK_PX, 1, REACH_TICK_PX);
}

/** A dashed line, from a tick to the bar, where nothing ran and the trace was waiting for this span to begin. */
function drawWaits(context: CanvasRenderingContext2D, scene: Scene, span: number): void {
  const { rowHeight, barHeight } = scene.palette.metrics;
  const middle = Math.round(rowHeight / 2) + 0.5;
  for (const { left, width } of layoutStretches(
    stretchesOf(scene.model.criticalWaits, span),
    scene.window,
    scene.timelineWidth,
  )) {
    context.strokeStyle = scene.palette.critical;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(left + 0.5, middle - barHeight / 2);
    context.lineTo(left + 0.5, middle + barHeight / 2);
    context.stroke();
    context.setLineDash([3, 3]);
    context.beginPath();
    context.moveTo(left, middle);
    context.lineTo(left + width, middle);
    context.stroke();
    context.setLineDash([]);
  }
}

/** A diamond where an event happened. */
function drawEvents(context: CanvasRenderingContext2D, scene: Scene, span: number, top: number): void {
  const { palette, window, timelineWidth, selectedEvents } = scene;
  const own = span === scene.selected && selectedEvents.length > 0;
  const offsets = own ? selectedEvents : scene.extras.events.get(span);
  if (offsets === undefined) return;
  const size = palette.metrics.glyph * 0.6;
  for (const nanos of offsets) {
    if (nanos < window.start || nanos > window.end) continue;
    const x = nanosToPx(nanos, window, timelineWidth);
    const y = top - size / 2 + 1;
    context.beginPath();
    context.moveTo(x, y - size / 2);
    context.lineTo(x + size / 2, y);
    context.lineTo(x, y + size / 2);
    context.lineTo(x - size / 2, y);
    context.closePath();
    context.fillStyle = palette.text;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = palette.raised;
    context.stroke();
  }
}

/** How a span ended, where that is to be seen beside its bar. */
function outcomeOf({ model: { trace } }: Scene, span: number): Mark | null {
  if (trace.statuses[span] === StatusCode.Error) return 'error';
  return trace.rejected[span] === 1 ? 'rejected' : null;
}
