import type { Surface } from '@/components/canvas/mount-canvas';
import { drawBars } from './draw-bars';
import { drawNames } from './draw-names';
import { groupOf } from './layout-rows';
import { layoutRuler, tickGap } from './layout-ruler';
import { rowsInView, type Scene } from './scene';

/** Draws the rows in view: backgrounds, grid, names, bars. */
export function drawRows({ context, ratio }: Surface, scene: Scene): void {
  const { rows, palette, scrollTop, height } = scene;
  const { rowHeight } = palette.metrics;
  const [first, end] = rowsInView(rows.count, { scrollTop, height, rowHeight });
  drawBackgrounds(context, scene, first, end);
  drawGrid(context, scene, 1 / ratio);
  for (let row = first; row < end; row++) drawBars(context, scene, row, row * rowHeight - scrollTop);
  drawNames(context, scene, first, end);
}

function drawBackgrounds(context: CanvasRenderingContext2D, scene: Scene, first: number, end: number): void {
  const { rows, palette, scrollTop, width } = scene;
  const { rowHeight } = palette.metrics;
  for (let row = first; row < end; row++) {
    const target = rows.targets[row] as number;
    const y = row * rowHeight - scrollTop;
    if (groupOf(target) !== -1) {
      context.fillStyle = palette.sunken;
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
  }
}

function drawGrid(context: CanvasRenderingContext2D, scene: Scene, hairline: number): void {
  const { palette, timelineLeft, timelineWidth, height, window } = scene;
  const rowsHeight = Math.min(height, scene.rows.count * palette.metrics.rowHeight - scene.scrollTop);
  context.fillStyle = palette.border;
  for (const { px } of layoutRuler(window, timelineWidth, tickGap(palette.metrics))) {
    context.fillRect(Math.round(timelineLeft + px), 0, hairline, rowsHeight);
  }
}
