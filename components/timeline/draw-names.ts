import { formatCount } from '@/lib/base/units';
import { fitText } from './fit-text';
import { drawGlyph, markColour } from './glyphs';
import { layoutName } from './layout-names';
import { Fold, groupOf } from './layout-rows';
import { measureText } from './measure-text';
import { type RowFacts, rowFacts } from './row-facts';
import type { Scene } from './scene';

/** Draws the names column of the rows from `first` up to `end`. */
export function drawNames(context: CanvasRenderingContext2D, scene: Scene, first: number, end: number): void {
  const { palette, rows, namesWidth, scrollTop } = scene;
  const { rowHeight } = palette.metrics;
  context.save();
  context.beginPath();
  context.rect(0, 0, namesWidth, scene.height);
  context.clip();
  context.textBaseline = 'middle';
  for (let row = first; row < end; row++) {
    const facts = rowFacts(scene.model, rows.targets[row] as number, rows.folds[row] as number);
    drawName(context, scene, row, row * rowHeight - scrollTop, facts);
  }
  context.restore();
}

function drawName(context: CanvasRenderingContext2D, scene: Scene, row: number, y: number, facts: RowFacts): void {
  const { palette, rows, namesWidth } = scene;
  const { metrics } = palette;
  const depth = rows.depths[row] as number;
  const fold = rows.folds[row] as number;
  const heading = groupOf(rows.targets[row] as number) !== -1;
  const place = layoutName(depth, namesWidth, metrics);
  const middle = y + metrics.rowHeight / 2;
  const glyphY = middle - metrics.glyph / 2;

  context.fillStyle = palette.border;
  for (let level = 0; level < place.drawnDepth; level++) {
    context.fillRect(Math.round(metrics.padding / 2 + (level + 0.5) * metrics.indent), y, 1, metrics.rowHeight);
  }
  if (fold !== Fold.None) {
    const x = place.foldX + (metrics.indent - metrics.glyph) / 2;
    drawGlyph(context, fold === Fold.Closed ? 'closed' : 'open', x, glyphY, metrics.glyph, palette.muted);
  }
  context.fillStyle = palette.series[facts.series] ?? palette.muted;
  context.beginPath();
  context.roundRect(place.chipX, middle - metrics.glyph / 2, 3, metrics.glyph, 1.5);
  context.fill();

  let x = place.textX;
  for (const mark of facts.marks) {
    drawGlyph(context, mark, x, glyphY, metrics.glyph, markColour(mark, palette));
    x += metrics.glyph + 3;
  }
  const right = drawBadges(context, scene, facts, middle, x + 60);
  const small = `${metrics.smallFontPx}px ${palette.font}`;
  const normal = `${metrics.fontPx}px ${palette.font}`;
  if (place.tooDeep) x = drawText(context, `${formatCount(depth)} deep`, x, middle, right, small, palette.muted) + 6;
  if (heading) {
    drawText(context, facts.service, x, middle, right, `600 ${normal}`, palette.text);
    return;
  }
  x = drawText(context, facts.service, x, middle, Math.min(right, x + (right - x) * 0.55), normal, palette.muted);
  drawText(context, facts.name, x + 6, middle, right, normal, palette.text);
}

/** From the right edge: what is hidden below, or events and links. Gives where the text must end. */
function drawBadges(
  context: CanvasRenderingContext2D,
  { palette, namesWidth }: Scene,
  facts: RowFacts,
  middle: number,
  leftmost: number,
): number {
  const { metrics } = palette;
  const font = `${metrics.smallFontPx}px ${palette.font}`;
  const badges = [
    facts.hiddenCount > 0 && { glyph: null, count: facts.hiddenCount, colour: palette.muted },
    facts.hiddenErrors > 0 && { glyph: 'error' as const, count: facts.hiddenErrors, colour: palette.error },
    facts.hiddenRejected > 0 && { glyph: 'rejected' as const, count: facts.hiddenRejected, colour: palette.rejected },
    facts.linkCount > 0 && { glyph: 'link' as const, count: facts.linkCount, colour: palette.muted },
    facts.eventCount > 0 && { glyph: 'event' as const, count: facts.eventCount, colour: palette.muted },
  ].filter((badge) => badge !== false);
  let right = namesWidth - metrics.padding;
  for (const { glyph, count, colour } of badges) {
    const text = glyph === null ? `+${formatCount(count)}` : formatCount(count);
    const width = measureText(context, font, text) + (glyph === null ? 0 : metrics.glyph + 2);
    if (right - width < leftmost) break;
    if (glyph !== null) drawGlyph(context, glyph, right - width, middle - metrics.glyph / 2, metrics.glyph, colour);
    context.font = font;
    context.fillStyle = colour;
    context.textAlign = 'right';
    context.fillText(text, right, middle + 0.5);
    context.textAlign = 'left';
    right -= width + metrics.padding;
  }
  return right;
}

/** Draws as much as fits before `right` and gives where it ends. */
function drawText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  middle: number,
  right: number,
  font: string,
  colour: string,
): number {
  const fitting = fitText(text, right - x, (part) => measureText(context, font, part));
  context.font = font;
  context.fillStyle = colour;
  context.fillText(fitting, x, middle + 0.5);
  return x + measureText(context, font, fitting);
}
