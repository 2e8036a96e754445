import { fitText } from '@/components/canvas/fit-text';
import { measureText } from '@/components/canvas/measure-text';
import { formatCount } from '@/lib/base/units';
import { paintOfRow } from './colouring';
import { drawPills, measurePills, NO_PILLS, roomForPills } from './draw-pills';
import { drawGlyph, markColour } from './glyphs';
import { layoutName, type NameLayout } from './layout-names';
import { Fold, gapOf, groupOf, isSpan } from './layout-rows';
import { type RowFacts, rowFacts } from './row-facts';
import { gapWords } from './row-words';
import type { Scene } from './scene';

const NAME_GAP = 6;
/** Badges leave at least this much to the text. */
const MIN_TEXT = 60;
/** Names may be megabytes long; no column shows more than this. */
const MAX_NAME_MEASURED = 200;

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
    const target = rows.targets[row] as number;
    const y = row * rowHeight - scrollTop;
    if (gapOf(target) === -1) {
      drawName(context, scene, row, y, rowFacts(scene.model, target, rows.folds[row] as number, scene.found));
    } else drawGap(context, scene, row, y);
  }
  context.restore();
}

function drawName(context: CanvasRenderingContext2D, scene: Scene, row: number, y: number, facts: RowFacts): void {
  const { palette, rows, namesWidth } = scene;
  const { metrics } = palette;
  const target = rows.targets[row] as number;
  const depth = rows.depths[row] as number;
  const fold = rows.folds[row] as number;
  const heading = groupOf(target) !== -1;
  const place = layoutName(depth, rows.maxDepth, namesWidth, metrics);
  const middle = y + metrics.rowHeight / 2;
  const glyphY = middle - metrics.glyph / 2;

  drawIndent(context, scene, place, y, fold);
  context.fillStyle = palette.series[paintOfRow(scene.extras.colouring, scene.model, target)] ?? palette.muted;
  context.beginPath();
  context.roundRect(place.chipX, middle - metrics.glyph / 2, 3, metrics.glyph, 1.5);
  context.fill();

  let x = place.textX;
  if (facts.matches) {
    drawGlyph(context, 'match', x, glyphY, metrics.glyph, palette.accent);
    x += metrics.glyph + 3;
  }
  for (const mark of facts.marks) {
    drawGlyph(context, mark, x, glyphY, metrics.glyph, markColour(mark, palette));
    x += metrics.glyph + 3;
  }
  const right = drawBadges(context, scene, facts, middle, x + MIN_TEXT);
  const small = `${metrics.smallFontPx}px ${palette.font}`;
  const normal = `${metrics.fontPx}px ${palette.font}`;
  if (place.tooDeep) x = drawText(context, `${formatCount(depth)} deep`, x, middle, right, small, palette.muted) + 6;
  if (heading) {
    drawText(context, facts.service, x, middle, right, `600 ${normal}`, palette.text);
    return;
  }
  const service = rows.grouping === 'service' ? '' : facts.service;
  const pills = isSpan(target) ? measurePills(context, scene, target) : NO_PILLS;
  // Rounded up, so that no name is cut for a fraction of a pixel.
  const nameWidth = Math.ceil(measureText(context, normal, facts.name.slice(0, MAX_NAME_MEASURED))) + 1;
  const serviceWidth = service === '' ? 0 : measureText(context, normal, service) + NAME_GAP;
  const end = right - roomForPills(scene, pills, serviceWidth + nameWidth, right - x);
  if (service !== '') {
    // The service gives way to the name only as far as it keeps a third.
    const serviceRight = Math.max(end - nameWidth - NAME_GAP, x + (end - x) / 3);
    x = drawText(context, service, x, middle, serviceRight, normal, palette.muted) + NAME_GAP;
  }
  x = drawText(context, facts.name, x, middle, end, normal, palette.text);
  drawPills(context, scene, pills, { row, left: x, right, middle });
}

/** A stretch of hidden spans: how many they are, and that it unfolds. */
function drawGap(context: CanvasRenderingContext2D, scene: Scene, row: number, y: number): void {
  const { palette, rows, namesWidth } = scene;
  const { metrics } = palette;
  const place = layoutName(rows.depths[row] as number, rows.maxDepth, namesWidth, metrics);
  drawIndent(context, scene, place, y, Fold.Closed);
  const font = `${metrics.smallFontPx}px ${palette.font}`;
  const words = gapWords(rows.hiddenCounts?.[row] ?? 0);
  const right = namesWidth - metrics.padding;
  drawText(context, words, place.chipX, y + metrics.rowHeight / 2, right, font, palette.muted);
}

/** A line for each level, and the fold mark. */
function drawIndent(
  context: CanvasRenderingContext2D,
  { palette }: Scene,
  place: NameLayout,
  y: number,
  fold: number,
): void {
  const { metrics } = palette;
  context.fillStyle = palette.border;
  for (let level = 0; level < place.drawnDepth; level++) {
    const x = Math.round(metrics.padding / 2 + level * place.indent + metrics.indent / 2);
    context.fillRect(x, y, 1, metrics.rowHeight);
  }
  if (fold === Fold.None) return;
  const x = place.foldX + (metrics.indent - metrics.glyph) / 2;
  const glyphY = y + (metrics.rowHeight - metrics.glyph) / 2;
  drawGlyph(context, fold === Fold.Closed ? 'closed' : 'open', x, glyphY, metrics.glyph, palette.muted);
}

/** From the right edge: what is hidden below, links, events. Gives where the text must end. */
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
    facts.hiddenCount > 0 && { glyph: null, text: hiddenWords(facts), colour: palette.muted },
    facts.hiddenMatches > 0 && {
      glyph: 'match' as const,
      text: formatCount(facts.hiddenMatches),
      colour: palette.accent,
    },
    facts.hiddenErrors > 0 && { glyph: 'error' as const, text: formatCount(facts.hiddenErrors), colour: palette.error },
    facts.hiddenRejected > 0 && {
      glyph: 'rejected' as const,
      text: formatCount(facts.hiddenRejected),
      colour: palette.rejected,
    },
    facts.ledToCount > 0 && { glyph: 'led-to' as const, text: formatCount(facts.ledToCount), colour: palette.accent },
    facts.linkCount > 0 && { glyph: 'caused-by' as const, text: formatCount(facts.linkCount), colour: palette.muted },
    facts.eventCount > 0 && { glyph: 'event' as const, text: formatCount(facts.eventCount), colour: palette.muted },
  ].filter((badge) => badge !== false);
  let right = namesWidth - metrics.padding;
  for (const { glyph, text, colour } of badges) {
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

/** A heading counts its spans, a folded parent what it hides. */
function hiddenWords({ name, hiddenCount }: RowFacts): string {
  if (name !== '') return `+${formatCount(hiddenCount)}`;
  return hiddenCount === 1 ? '1 span' : `${formatCount(hiddenCount)} spans`;
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
