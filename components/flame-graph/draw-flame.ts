import { fitText } from '@/components/canvas/fit-text';
import { measureText } from '@/components/canvas/measure-text';
import type { Surface } from '@/components/canvas/mount-canvas';
import type { FlamePalette } from './flame-palette';
import type { FlameBox, FlameLayout } from './layout-flame';

/** Between a frame's edge and its name. */
const PADDING_PX = 4;
/** No name fits into less. */
const MIN_TEXT_PX = 24;
const CROSS_PX = 7;
const ABOVE_ALPHA = 0.55;

export interface FlamePicture {
  readonly layout: FlameLayout;
  readonly palette: FlamePalette;
  readonly scrollTop: number;
  readonly labelOf: (frame: number) => string;
  readonly hasErrors: (frame: number) => boolean;
  /** A series number, 1 to 12. */
  readonly seriesOf: (frame: number) => number;
  /** -1: none. */
  readonly active: number;
  readonly hovered: number;
}

/** Draws the levels in view: frames in the colour of their service, slivers in grey. */
export function drawFlame({ context, height, ratio }: Surface, picture: FlamePicture): void {
  const { layout, palette, scrollTop, active, hovered } = picture;
  const { rowHeight } = palette;
  const inView = (row: number) => (row + 1) * rowHeight > scrollTop && row * rowHeight < scrollTop + height;
  const topOf = (row: number) => row * rowHeight - scrollTop;
  const gap = 1 / ratio;

  context.fillStyle = palette.muted;
  context.globalAlpha = 0.5;
  for (const { row, left, right } of layout.slivers) {
    if (inView(row)) context.fillRect(left, topOf(row), right - left, rowHeight - gap);
  }
  context.globalAlpha = 1;

  context.font = palette.font;
  context.textBaseline = 'middle';
  for (const box of layout.boxes) {
    if (!inView(box.row)) continue;
    const top = topOf(box.row);
    const width = Math.max(gap, box.right - box.left - gap);
    const series = picture.seriesOf(box.frame);
    context.globalAlpha = box.above ? ABOVE_ALPHA : 1;
    context.fillStyle = palette.series[series] ?? palette.muted;
    context.fillRect(box.left, top, width, rowHeight - gap);
    context.globalAlpha = 1;
    drawName(context, picture, box, {
      top,
      width,
      ink: box.above ? palette.text : (palette.onSeries[series] ?? palette.text),
    });
  }
  outline(context, picture, hovered, 1, palette.text);
  outline(context, picture, active, 2, palette.focus);
}

/** The name, and at the other end a cross where spans of the frame ended with an error. */
function drawName(
  context: CanvasRenderingContext2D,
  { palette, labelOf, hasErrors }: FlamePicture,
  { frame, left }: FlameBox,
  { top, width, ink }: { top: number; width: number; ink: string },
): void {
  if (width < MIN_TEXT_PX) return;
  const middle = top + palette.rowHeight / 2;
  const errors = hasErrors(frame);
  if (errors) drawCross(context, left + width - PADDING_PX - CROSS_PX / 2, middle, ink);
  const room = width - 2 * PADDING_PX - (errors ? CROSS_PX + PADDING_PX : 0);
  const text = fitText(labelOf(frame), room, (part) => measureText(context, palette.font, part));
  // An ellipsis alone says nothing.
  if (text === '…') return;
  context.fillStyle = ink;
  context.fillText(text, left + PADDING_PX, middle);
}

function drawCross(context: CanvasRenderingContext2D, x: number, y: number, ink: string): void {
  const arm = CROSS_PX / 2;
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x + arm, y - arm);
  context.lineTo(x - arm, y + arm);
  context.stroke();
}

function outline(
  context: CanvasRenderingContext2D,
  { layout, palette, scrollTop }: FlamePicture,
  frame: number,
  lineWidth: number,
  colour: string,
): void {
  const box = frame === -1 ? undefined : layout.boxes.find((each) => each.frame === frame);
  if (box === undefined) return;
  context.strokeStyle = colour;
  context.lineWidth = lineWidth;
  const inset = lineWidth / 2;
  const top = box.row * palette.rowHeight - scrollTop;
  context.strokeRect(
    box.left + inset,
    top + inset,
    Math.max(1, box.right - box.left - lineWidth),
    palette.rowHeight - lineWidth,
  );
}
