import type { Surface } from '@/components/canvas/mount-canvas';
import type { TimeWindow } from '@/lib/url/trace-view';
import type { PxRange } from './draw-ruler';
import { drawGlyph } from './glyphs';
import { type MinimapLayout, NO_SPAN } from './layout-minimap';
import type { Palette } from './palette';
import { nanosToPx, type ShownWindow } from './viewport';

/** Height of the strip at the top that shows where errors are. */
export const ALARM_STRIP_PX = 10;

/** Height of the strip at the foot that shows where matches are, while something is looked for. */
export const MATCH_STRIP_PX = 8;
const TICK_PX = 6;

/** A row of small triangles that point to where matches start, and a line through the one that was stepped to. */
export function drawTicks({ context, height }: Surface, ticks: Uint8Array, stepped: number, palette: Palette): void {
  const top = height - MATCH_STRIP_PX + 1;
  context.fillStyle = palette.border;
  context.fillRect(0, top - 1, ticks.length, 1);
  context.fillStyle = palette.accent;
  context.beginPath();
  let free = -Infinity;
  for (let column = 0; column < ticks.length; column++) {
    if (ticks[column] === 0 || column < free) continue;
    triangle(context, column + 0.5, top, TICK_PX);
    // Close ones overlap by half, so that many look like a saw.
    free = column + TICK_PX / 2;
  }
  context.fill();
  if (stepped < 0) return;
  context.fillStyle = palette.text;
  context.fillRect(stepped, 0, 1, height);
  context.beginPath();
  triangle(context, stepped + 0.5, top - 2, TICK_PX + 3);
  context.fill();
}

function triangle(context: CanvasRenderingContext2D, x: number, top: number, size: number): void {
  context.moveTo(x, top);
  context.lineTo(x + size / 2, top + size);
  context.lineTo(x - size / 2, top + size);
  context.closePath();
}

/** Draws the whole trace from runs of cells with equal `paints` ({@link cellPaints}). */
export function paintMinimap(
  context: CanvasRenderingContext2D,
  { columns, lines, alarms }: MinimapLayout,
  paints: Uint8Array,
  height: number,
  palette: Palette,
): void {
  const top = ALARM_STRIP_PX;
  const lineHeight = Math.min(4, (height - top) / lines);
  for (let line = 0; line < lines; line++) {
    const y = top + line * lineHeight;
    for (let column = 0; column < columns; ) {
      const paint = paints[line * columns + column] as number;
      const from = column;
      while (column < columns && paints[line * columns + column] === paint) column++;
      if (paint === NO_SPAN) continue;
      context.fillStyle = palette.series[paint] ?? palette.muted;
      context.fillRect(from, y, column - from, Math.max(1, lineHeight - (lineHeight > 2 ? 1 : 0)));
    }
  }
  let free = -Infinity;
  for (let column = 0; column < columns; column++) {
    if (alarms[column] === 0 || column < free) continue;
    const isError = alarms[column] === 1;
    const size = ALARM_STRIP_PX - 2;
    const x = Math.max(0, Math.min(column - size / 2, columns - size));
    drawGlyph(context, isError ? 'error' : 'rejected', x, 1, size, isError ? palette.error : palette.rejected);
    free = column + size / 2;
  }
}

/** Veils what lies outside the window, and shows what is being dragged out. */
export function drawMinimapWindow(
  { context, width, height }: Surface,
  window: TimeWindow,
  whole: ShownWindow,
  palette: Palette,
  dragged: PxRange | null,
): void {
  const left = dragged === null ? nanosToPx(window.start, whole, width) : Math.min(dragged.from, dragged.to);
  const right = dragged === null ? nanosToPx(window.end, whole, width) : Math.max(dragged.from, dragged.to);
  if (left <= 0 && right >= width) return;
  context.fillStyle = palette.sunken;
  context.globalAlpha = 0.75;
  context.fillRect(0, 0, left, height);
  context.fillRect(right, 0, width - right, height);
  context.globalAlpha = 1;
  context.fillStyle = palette.accent;
  context.fillRect(Math.max(0, left - 1), 0, 1, height);
  context.fillRect(Math.min(width - 1, right), 0, 1, height);
}
