import type { Measure } from '@/lib/url/trace-time';
import type { TimeArea } from './draw-breaks';
import type { Palette } from './palette';
import { nanosToPx, type ShownWindow } from './viewport';

/** Two lines at the marks of a measure, and a tint between them; what lies outside the window is left out. */
export function drawMeasure(
  context: CanvasRenderingContext2D,
  measure: Measure | null,
  window: ShownWindow,
  area: TimeArea,
  palette: Palette,
): void {
  if (measure === null) return;
  const from = nanosToPx(measure.from, window, area.width);
  const to = measure.to === null ? from : nanosToPx(measure.to, window, area.width);
  const within = (px: number) => Math.min(Math.max(px, 0), area.width);
  const [left, right] = [within(Math.min(from, to)), within(Math.max(from, to))];
  context.fillStyle = palette.accent;
  context.globalAlpha = 0.1;
  context.fillRect(area.left + left, area.top, right - left, area.height);
  context.globalAlpha = 1;
  context.strokeStyle = palette.accent;
  context.lineWidth = 1;
  context.setLineDash([4, 2]);
  for (const px of [from, to]) {
    if (px < 0 || px > area.width) continue;
    const x = Math.round(area.left + px) + 0.5;
    context.beginPath();
    context.moveTo(x, area.top);
    context.lineTo(x, area.top + area.height);
    context.stroke();
  }
  context.setLineDash([]);
}
