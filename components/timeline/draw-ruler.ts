import { measureText } from '@/components/canvas/measure-text';
import type { Surface } from '@/components/canvas/mount-canvas';
import type { Measure } from '@/lib/url/trace-time';
import { drawBreakLabels, drawBreaks } from './draw-breaks';
import { drawMeasure } from './draw-measure';
import { layoutBreaks } from './layout-breaks';
import { layoutRuler, tickGap } from './layout-ruler';
import type { Palette } from './palette';
import type { ShownWindow } from './viewport';

/** What is being dragged out on the ruler, in CSS pixels. */
export interface PxRange {
  readonly from: number;
  readonly to: number;
}

export function drawRuler(
  { context, width, height, ratio }: Surface,
  window: ShownWindow,
  palette: Palette,
  dragged: PxRange | null,
  measure: Measure | null,
): void {
  const font = `${palette.metrics.smallFontPx}px ${palette.font}`;
  if (dragged !== null) {
    context.fillStyle = palette.accent;
    context.globalAlpha = 0.2;
    context.fillRect(Math.min(dragged.from, dragged.to), 0, Math.abs(dragged.to - dragged.from), height);
    context.globalAlpha = 1;
  }
  context.textBaseline = 'middle';
  const area = { left: 0, top: 0, width, height };
  drawBreaks(context, window, area, palette);
  drawMeasure(context, measure, window, area, palette);
  const taken = drawBreakLabels(context, layoutBreaks(window, width), area, palette);
  for (const { px, label } of layoutRuler(window, width, tickGap(palette.metrics))) {
    context.fillStyle = palette.borderStrong;
    context.fillRect(Math.round(px), height - 6, 1 / ratio, 6);
    const labelWidth = measureText(context, font, label);
    context.font = font;
    context.fillStyle = palette.muted;
    // At the right edge the label stands left of its mark.
    const x = px + 5 + labelWidth > width ? px - 5 - labelWidth : px + 5;
    if (taken.some(({ left, right }) => left < x + labelWidth + 2 && x - 2 < right)) continue;
    taken.push({ left: x, right: x + labelWidth });
    context.fillText(label, x, height / 2);
  }
}
