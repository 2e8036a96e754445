import type { Surface } from '@/components/canvas/mount-canvas';
import { drawBars } from './draw-bars';
import { drawBreaks, type TimeArea } from './draw-breaks';
import { drawMeasure } from './draw-measure';
import { drawNames } from './draw-names';
import { groupOf, isSpan } from './layout-rows';
import { layoutRuler, tickGap } from './layout-ruler';
import { rowsInView, type Scene } from './scene';

/** Draws the rows in view: backgrounds, grid, names, bars. */
export function drawRows({ context, ratio }: Surface, scene: Scene): void {
  const { rows, palette, scrollTop, height } = scene;
  const { rowHeight } = palette.metrics;
  const [first, end] = rowsInView(rows.count, { scrollTop, height, rowHeight });
  drawBackgrounds(context, scene, first, end);
  drawBreaks(context, scene.window, timeArea(scene), palette);
  drawGrid(context, scene, 1 / ratio);
  for (let row = first; row < end; row++) drawBars(context, scene, row, row * rowHeight - scrollTop);
  drawMeasure(context, scene.measure, scene.window, timeArea(scene), palette);
  drawNames(context, scene, first, end);
}

function drawBackgrounds(context: CanvasRenderingContext2D, scene: Scene, first: number, end: number): void {
  const { rows, palette, scrollTop, width } = scene;
  const { rowHeight } = palette.metrics;
  for (let row = first; row < end; row++) {
    const target = rows.targets[row] as number;
    const y = row * rowHeight - scrollTop;
    if (!isSpan(target)) {
      context.fillStyle = groupOf(target) === -1 ? palette.surface : palette.sunken;
      context.fillRect(0, y, width, rowHeight);
    }
    if (target === scene.selected) {
      context.globalAlpha = 0.12;
      context.fillStyle = palette.accent;
      context.fillRect(0, y, width, rowHeight);
      context.globalAlpha = 1;
      context.fillRect(0, y, 2, rowHeight);
    } else if (row === scene.hovered) {
      context.fillStyle = palette.surface;
      context.fillRect(0, y, width, rowHeight);
    }
    if (scene.found?.matched[target] === 1) drawMatch(context, scene, y, target === scene.match);
  }
}

/** A tint behind a match, with a frame round the one that was stepped to. The loupe before the name says the same. */
function drawMatch(context: CanvasRenderingContext2D, scene: Scene, y: number, stepped: boolean): void {
  const { palette, width } = scene;
  const { rowHeight } = palette.metrics;
  context.fillStyle = palette.accent;
  context.globalAlpha = 0.08;
  context.fillRect(0, y, width, rowHeight);
  context.globalAlpha = 1;
  if (!stepped) return;
  context.strokeStyle = palette.accent;
  context.lineWidth = 1;
  context.strokeRect(0.5, Math.round(y) + 0.5, width - 1, rowHeight - 1);
}

/** As far down as there are rows. */
function timeArea({ rows, palette, timelineLeft, timelineWidth, height, scrollTop }: Scene): TimeArea {
  const rowsHeight = Math.min(height, rows.count * palette.metrics.rowHeight - scrollTop);
  return { left: timelineLeft, top: 0, width: timelineWidth, height: rowsHeight };
}

function drawGrid(context: CanvasRenderingContext2D, scene: Scene, hairline: number): void {
  const { palette, window } = scene;
  const { left, width, height } = timeArea(scene);
  context.fillStyle = palette.border;
  for (const { px } of layoutRuler(window, width, tickGap(palette.metrics))) {
    context.fillRect(Math.round(left + px), 0, hairline, height);
  }
}
