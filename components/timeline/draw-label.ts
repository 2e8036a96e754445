import { measureText } from '@/components/canvas/measure-text';
import { plateOf } from './draw-fill';
import { drawGlyph, markColour } from './glyphs';
import { type Bar, LABEL_GAP_PX, type LabelPlace, placeLabel } from './layout-bars';
import { isTextured } from './paints';
import type { Mark } from './row-facts';
import type { Scene } from './scene';

/** As high as the line of the critical path at the foot of a bar, with its edge. */
const CRITICAL_PX = 4;

export interface Label {
  /** The bar, or all bars of the row as one. */
  readonly bar: Bar;
  /** Where the label goes when there is no room beside; the bar itself when left out. */
  readonly inner?: Bar;
  /** Of a service: its bar is too low for a text and is made higher below one. */
  readonly lane: boolean;
  /** What the bar is filled with. */
  readonly paint: number;
  readonly text: string;
  readonly mark: Mark | null;
}

/** Draws how long a row took beside its bar or at its end, as far as there is room; the mark alone where only that fits. */
export function drawLabel(context: CanvasRenderingContext2D, scene: Scene, label: Label): void {
  const { palette, timelineWidth } = scene;
  const { metrics } = palette;
  const { bar, inner, mark } = label;
  const markWidth = mark === null ? 0 : metrics.glyph + 3;
  const font = `${metrics.smallFontPx}px ${palette.font}`;
  const width = markWidth + measureText(context, font, label.text);
  context.font = font;
  const place = placeLabel(bar, width, timelineWidth, inner);
  if (place !== null) return drawAt(context, scene, label, place, width);
  const markPlace = mark === null ? null : placeLabel(bar, metrics.glyph, timelineWidth, inner);
  if (markPlace !== null) drawAt(context, scene, { ...label, text: '' }, markPlace, metrics.glyph);
}

function drawAt(
  context: CanvasRenderingContext2D,
  scene: Scene,
  { lane, paint, text, mark }: Label,
  { x, side }: LabelPlace,
  width: number,
): void {
  const { palette } = scene;
  const { metrics } = palette;
  const inside = side === 'inside';
  const { plate, ink: plateInk } = plateOf(palette, paint);
  const ink = inside ? plateInk : palette.muted;
  // Above the line of the critical path, also in rows without one: labels keep to one height.
  const foot = inside && scene.criticalPath && !lane ? CRITICAL_PX : 0;
  // The bar may be cut open there, where it passes a squeezed gap.
  if (inside && (lane || isTextured(paint) || scene.window.squeezed !== undefined)) {
    context.fillStyle = plate;
    context.beginPath();
    const top = (metrics.rowHeight - metrics.barHeight) / 2;
    context.roundRect(x - LABEL_GAP_PX, top, width + 2 * LABEL_GAP_PX, metrics.barHeight - foot, 2);
    context.fill();
  }
  const size = Math.min(metrics.glyph, metrics.barHeight - foot);
  const middle = (metrics.rowHeight - foot) / 2;
  context.fillStyle = ink;
  context.fillText(text, x + (mark === null ? 0 : metrics.glyph + 3), middle + 0.5);
  // On a bar its shape alone says what it is: no red or purple stands out from all twelve colours.
  if (mark !== null) drawGlyph(context, mark, x, middle - size / 2, size, inside ? ink : markColour(mark, palette));
}
