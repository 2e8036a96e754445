import { measureText } from '@/components/canvas/measure-text';
import type { Surface } from '@/components/canvas/mount-canvas';
import type { TimeWindow } from '@/lib/url/trace-view';
import { layoutRuler, tickGap } from './layout-ruler';
import type { Palette } from './palette';

/** What is being dragged out on the ruler, in CSS pixels. */
export interface PxRange {
  readonly from: number;
  readonly to: number;
}

export function drawRuler(
  { context, width, height, ratio }: Surface,
  window: TimeWindow,
  palette: Palette,
  dragged: PxRange | null,
): void {
  const font = `${palette.metrics.smallFontPx}px ${palette.font}`;
  if (dragged !== null) {
    context.fillStyle = palette.accent;
    context.globalAlpha = 0.2;
    context.fillRect(Math.min(dragged.from, dragged.to), 0, Math.abs(dragged.to - dragged.from), height);
    context.globalAlpha = 1;
  }
  context.textBaseline = 'middle';
  for (const { px, label } of layoutRuler(window, width, tickGap(palette.metrics))) {
    context.fillStyle = palette.borderStrong;
    context.fillRect(Math.round(px), height - 6, 1 / ratio, 6);
    const labelWidth = measureText(context, font, label);
    context.font = font;
    context.fillStyle = palette.muted;
    // At the right edge the label stands left of its mark.
    const x = px + 5 + labelWidth > width ? px - 5 - labelWidth : px + 5;
    context.fillText(label, x, height / 2);
  }
}
