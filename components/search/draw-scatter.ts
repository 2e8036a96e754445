import type { Surface } from '@/components/canvas/mount-canvas';
import type { TokenReader } from '@/components/canvas/use-tokens';
import type { Mark, PointStatus, ScatterLayout } from './layout-scatter';

export interface ScatterTheme {
  readonly muted: string;
  readonly grid: string;
  readonly text: string;
  readonly surface: string;
  readonly colour: Readonly<Record<PointStatus, string>>;
  readonly font: string;
  readonly fontPx: number;
}

export function readScatterTheme(token: TokenReader, rootFontPx: number): ScatterTheme {
  const fontPx = Math.round(rootFontPx * 0.6875);
  return {
    muted: token('--color-text-muted'),
    grid: token('--color-border'),
    text: token('--color-text'),
    surface: token('--color-surface-raised'),
    colour: { ok: token('--color-accent'), rejected: token('--color-rejected'), error: token('--color-error') },
    font: `${fontPx}px ${token('--font-sans')}`,
    fontPx,
  };
}

/** Half the width of a mark, in CSS pixels. */
const RADIUS = 4;
/** Failures are drawn over the rest: they are what one looks for. */
const ORDER: readonly PointStatus[] = ['ok', 'rejected', 'error'];

/** Axes, then the points; the one that is pointed at gets a ring. */
export function drawScatter(
  surface: Surface,
  layout: ScatterLayout,
  theme: ScatterTheme,
  pointed: number | null,
): void {
  const { context } = surface;
  drawAxes(surface, layout, theme);
  for (const status of ORDER) {
    context.strokeStyle = theme.colour[status];
    context.fillStyle = theme.colour[status];
    for (const mark of layout.marks) if (mark.status === status) drawMark(context, mark);
  }
  const mark = pointed === null ? undefined : layout.marks[pointed];
  if (!mark) return;
  context.fillStyle = theme.surface;
  context.beginPath();
  context.arc(mark.xPx, mark.yPx, RADIUS + 3, 0, 2 * Math.PI);
  context.fill();
  context.strokeStyle = theme.text;
  context.lineWidth = 1.5;
  context.stroke();
  context.strokeStyle = theme.colour[mark.status];
  context.fillStyle = theme.colour[mark.status];
  drawMark(context, mark);
}

/** A dot; a barred circle for what was rejected; a cross for an error. The shapes alone tell them apart. */
function drawMark(context: CanvasRenderingContext2D, { xPx, yPx, status }: Mark): void {
  const arm = RADIUS * 0.75;
  context.lineWidth = status === 'error' ? 2 : 1.5;
  context.beginPath();
  if (status === 'error') {
    context.moveTo(xPx - arm, yPx - arm);
    context.lineTo(xPx + arm, yPx + arm);
    context.moveTo(xPx + arm, yPx - arm);
    context.lineTo(xPx - arm, yPx + arm);
    context.stroke();
    return;
  }
  context.arc(xPx, yPx, RADIUS - 0.5, 0, 2 * Math.PI);
  if (status === 'ok') {
    context.globalAlpha = 0.3;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1;
  } else {
    context.moveTo(xPx - arm, yPx + arm);
    context.lineTo(xPx + arm, yPx - arm);
  }
  context.stroke();
}

function drawAxes({ context, ratio }: Surface, { plot, xTicks, yTicks }: ScatterLayout, theme: ScatterTheme): void {
  context.font = theme.font;
  context.lineWidth = 1 / ratio;
  context.strokeStyle = theme.grid;
  context.fillStyle = theme.muted;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const { yPx, label } of yTicks) {
    const sharp = Math.round(yPx * ratio) / ratio - 0.5 / ratio;
    context.beginPath();
    context.moveTo(plot.leftPx, sharp);
    context.lineTo(plot.rightPx, sharp);
    context.stroke();
    context.fillText(label, plot.leftPx - 6, yPx);
  }
  context.strokeStyle = theme.muted;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.beginPath();
  context.moveTo(plot.leftPx, plot.bottomPx);
  context.lineTo(plot.rightPx, plot.bottomPx);
  for (const { xPx, label } of xTicks) {
    context.moveTo(xPx, plot.bottomPx);
    context.lineTo(xPx, plot.bottomPx + 3);
    context.fillText(label, xPx, plot.bottomPx + 5);
  }
  context.stroke();
}
