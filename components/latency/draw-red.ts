import { line } from 'd3';
import type { Surface } from '@/components/canvas/mount-canvas';
import type { TokenReader } from '@/components/canvas/use-tokens';
import type { Bar, Percentile, Point, Tick } from './layout-red';
import type { TimeAxis } from './layout-time';

export interface ChartTheme {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
  readonly accent: string;
  readonly error: string;
  readonly rejected: string;
  readonly font: string;
  readonly fontPx: number;
}

export function readChartTheme(token: TokenReader, rootFontPx: number): ChartTheme {
  return {
    text: token('--color-text'),
    muted: token('--color-text-muted'),
    grid: token('--color-border'),
    surface: token('--color-surface-raised'),
    accent: token('--color-accent'),
    error: token('--color-error'),
    rejected: token('--color-rejected'),
    font: `${Math.round(rootFontPx * 0.6875)}px ${token('--font-sans')}`,
    fontPx: rootFontPx,
  };
}

/** Dashes of each percentile, so that the lines differ without colour. The legend draws the same. */
export const DASHES: Readonly<Record<Percentile, readonly number[]>> = { p50: [], p95: [7, 3], p99: [1.5, 3] };
/** Which colour of the theme each percentile has. */
export const LINE_COLOUR: Readonly<Record<Percentile, 'accent' | 'text' | 'muted'>> = {
  p50: 'accent',
  p95: 'text',
  p99: 'muted',
};

/** Horizontal rules with their labels at the left. */
export function drawTicks(
  { context, ratio }: Surface,
  axis: TimeAxis,
  ticks: readonly Tick[],
  theme: ChartTheme,
): void {
  context.font = theme.font;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.lineWidth = 1 / ratio;
  context.strokeStyle = theme.grid;
  context.fillStyle = theme.muted;
  for (const { yPx, label } of ticks) {
    const sharp = Math.round(yPx * ratio) / ratio - 0.5 / ratio;
    context.beginPath();
    context.moveTo(axis.leftPx, sharp);
    context.lineTo(axis.rightPx, sharp);
    context.stroke();
    context.fillText(label, axis.leftPx - 6, yPx);
  }
}

/** The labels of the time axis, below everything that is higher than `topPx`. */
export function drawTimeLabels({ context, ratio }: Surface, axis: TimeAxis, topPx: number, theme: ChartTheme): void {
  context.font = theme.font;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.lineWidth = 1 / ratio;
  context.strokeStyle = theme.muted;
  context.fillStyle = theme.muted;
  for (const { xPx, label } of axis.ticks) {
    context.beginPath();
    context.moveTo(xPx, topPx);
    context.lineTo(xPx, topPx + 3);
    context.stroke();
    context.fillText(label, xPx, topPx + 6);
  }
}

/** Bars that carry the eye by their upper edge; those of a step that has not ended have none. */
export function drawCappedBars({ context }: Surface, bars: readonly Bar[], colour: string): void {
  context.fillStyle = colour;
  for (const { leftPx, topPx, widthPx, heightPx, filling } of bars) {
    context.globalAlpha = 0.3;
    context.fillRect(leftPx, topPx, widthPx, heightPx);
    context.globalAlpha = 1;
    if (!filling) context.fillRect(leftPx, topPx, widthPx, Math.min(heightPx, 2));
  }
}

/** Solid bars. */
export function drawBars({ context }: Surface, bars: readonly Bar[], colour: string): void {
  context.fillStyle = colour;
  for (const { leftPx, topPx, widthPx, heightPx } of bars) context.fillRect(leftPx, topPx, widthPx, heightPx);
}

/** Bars drawn as outlines with diagonal strokes. */
export function drawHatchedBars({ context }: Surface, bars: readonly Bar[], colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  for (const { leftPx, topPx, widthPx, heightPx } of bars) {
    context.save();
    context.beginPath();
    context.rect(leftPx, topPx, widthPx, heightPx);
    context.clip();
    context.beginPath();
    for (let x = leftPx - heightPx; x < leftPx + widthPx; x += 4) {
      context.moveTo(x, topPx + heightPx);
      context.lineTo(x + heightPx, topPx);
    }
    context.stroke();
    context.restore();
    context.strokeRect(leftPx + 0.5, topPx + 0.5, Math.max(0.5, widthPx - 1), Math.max(0.5, heightPx - 1));
  }
}

/** The line of one percentile. A point without neighbours has no line, so it is drawn as a dot. */
export function drawRuns({ context }: Surface, runs: readonly Point[][], name: Percentile, theme: ChartTheme): void {
  const colour = theme[LINE_COLOUR[name]];
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = name === 'p50' ? 2 : 1.75;
  context.lineJoin = 'round';
  context.setLineDash([...DASHES[name]]);
  const path = line<Point>(
    (point) => point.xPx,
    (point) => point.yPx,
  ).context(context);
  for (const run of runs) {
    context.beginPath();
    const [only] = run;
    if (run.length === 1 && only) {
      context.arc(only.xPx, only.yPx, 2, 0, 2 * Math.PI);
      context.fill();
    } else {
      path(run);
      context.stroke();
    }
  }
  context.setLineDash([]);
}

/** The column of the steps that are pointed at or being selected. */
export function drawColumn({ context, height }: Surface, leftPx: number, rightPx: number, colour: string): void {
  context.fillStyle = colour;
  context.globalAlpha = 0.12;
  context.fillRect(leftPx, 0, rightPx - leftPx, height);
  context.globalAlpha = 0.7;
  context.fillRect(leftPx, 0, 1, height);
  context.fillRect(rightPx - 1, 0, 1, height);
  context.globalAlpha = 1;
}

/** Rings around the points of one step. */
export function drawRings({ context }: Surface, points: readonly Point[], theme: ChartTheme): void {
  context.lineWidth = 1.5;
  context.strokeStyle = theme.text;
  context.fillStyle = theme.surface;
  for (const { xPx, yPx } of points) {
    context.beginPath();
    context.arc(xPx, yPx, 3.5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}
