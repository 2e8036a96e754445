import { measureText } from '@/components/canvas/measure-text';
import { formatDuration } from '@/lib/base/units';
import { type Break, layoutBreaks } from './layout-breaks';
import type { Palette } from './palette';
import type { ShownWindow } from './viewport';

/** Between the lines of the hatching, in CSS pixels. */
const HATCH_PX = 6;
const ZIGZAG_PX = 5;

/** Where on a canvas time is drawn, in CSS pixels. */
export interface TimeArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Hatches the squeezed gaps, with a zigzag line at both sides, so that nobody reads a length across them. */
export function drawBreaks(
  context: CanvasRenderingContext2D,
  window: ShownWindow,
  area: TimeArea,
  palette: Palette,
): void {
  for (const each of layoutBreaks(window, area.width)) {
    const box = { ...area, left: area.left + each.left, width: each.width };
    context.fillStyle = palette.sunken;
    context.fillRect(box.left, box.top, box.width, box.height);
    context.strokeStyle = palette.border;
    context.lineWidth = 1;
    hatch(context, box);
    context.strokeStyle = palette.borderStrong;
    zigzag(context, box.left, box);
    zigzag(context, box.left + box.width, box);
  }
}

/** Cuts a bar open with the same hatching where it passes a squeezed gap. */
export function drawBreaksOver(
  context: CanvasRenderingContext2D,
  window: ShownWindow,
  bar: TimeArea,
  width: number,
  palette: Palette,
): void {
  for (const each of layoutBreaks(window, width)) {
    const left = Math.max(bar.left, each.left);
    const right = Math.min(bar.left + bar.width, each.left + each.width);
    if (right <= left) continue;
    context.strokeStyle = palette.raised;
    context.lineWidth = 2;
    hatch(context, { ...bar, left, width: right - left });
  }
}

/** Writes into the breaks how long they are, as far as there is room; gives what is written on, so that other labels leave it alone. */
export function drawBreakLabels(
  context: CanvasRenderingContext2D,
  breaks: readonly Break[],
  area: TimeArea,
  palette: Palette,
): { readonly left: number; readonly right: number }[] {
  const font = `${palette.metrics.smallFontPx}px ${palette.font}`;
  const taken: { left: number; right: number }[] = [];
  for (const { start, end, left, width } of breaks) {
    const text = formatDuration(end - start);
    const textWidth = measureText(context, font, text) + 6;
    const wanted = left + width / 2 - textWidth / 2;
    const from = Math.max(0, Math.min(wanted, area.width - textWidth));
    if (from < (taken.at(-1)?.right ?? -Infinity)) continue;
    context.fillStyle = palette.raised;
    context.fillRect(area.left + from, area.top + 3, textWidth, area.height - 6);
    context.font = font;
    context.fillStyle = palette.text;
    context.fillText(text, area.left + from + 3, area.top + area.height / 2);
    taken.push({ left: from, right: from + textWidth });
  }
  return taken;
}

function hatch(context: CanvasRenderingContext2D, { left, top, width, height }: TimeArea): void {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.beginPath();
  // On a grid of the canvas, so that the lines of neighbouring rows meet.
  for (let x = Math.floor((left - height) / HATCH_PX) * HATCH_PX; x < left + width; x += HATCH_PX) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
  context.restore();
}

function zigzag(context: CanvasRenderingContext2D, x: number, { top, height }: TimeArea): void {
  context.beginPath();
  context.moveTo(x, top);
  for (let y = ZIGZAG_PX, side = 1; y < height + ZIGZAG_PX; y += ZIGZAG_PX, side = -side) {
    context.lineTo(x + (side * ZIGZAG_PX) / 4, top + Math.min(y, height));
  }
  context.stroke();
}
