import type { Palette } from './palette';
import type { Mark } from './row-facts';

export type Glyph = Mark | 'match' | 'open' | 'closed' | 'event' | 'caused-by' | 'led-to' | 'before' | 'after';

/** Strokes on a 12 by 12 grid. Error and rejected are those of components/ui/StatusMark. */
const PATHS: Readonly<Record<Glyph, string>> = {
  error: 'M3.2 3.2l5.6 5.6M8.8 3.2l-5.6 5.6',
  rejected: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM2.9 9.1l6.2-6.2',
  orphan: 'M1.5 6h2.5M8 6h2.5M5 3.2l-.6-1.7M7 8.8l.6 1.7M6.6 3l1-1.5M5.4 9l-1 1.5',
  cycle: 'M9.8 7.2A4 4 0 1 1 9.6 4.4M10 1.8v2.8H7.2',
  duplicate: 'M2 4h6v6H2zM4.5 4V2H10v5.8H8',
  clock: 'M6 1.8l4.7 8.4H1.3zM6 5v2.2M6 8.8v.1',
  // To both sides of where it was.
  shifted: 'M1.8 6h8.4M4 3.6L1.6 6 4 8.4M8 3.6L10.4 6 8 8.4',
  loss: 'M2 2.5h8M2 6h4M2 9.5h5.5M8.2 6h.1M10 6h.1M9.8 9.5h.1',
  // A loupe, as in the find field.
  match: 'M5.2 1.8a3.3 3.3 0 1 1 0 6.6 3.3 3.3 0 0 1 0-6.6zM7.8 7.7l2.6 2.6',
  open: 'M3 4.5l3 3 3-3',
  closed: 'M4.5 3l3 3-3 3',
  event: 'M6 2.5L9.5 6 6 9.5 2.5 6z',
  // An arrow that ends at a bar, and one that leaves it.
  'caused-by': 'M1 6h6.2M4.9 3.6L7.3 6 4.9 8.4M10.4 2v8',
  'led-to': 'M1.6 2v8M4.5 6h6.2M8.4 3.6L10.8 6 8.4 8.4',
  before: 'M7.5 3l-3 3 3 3',
  after: 'M4.5 3l3 3-3 3',
};

let paths: Readonly<Record<Glyph, Path2D>> | null = null;

/** Made when first drawn: there is no Path2D on the server. */
function pathOf(glyph: Glyph): Path2D {
  paths ??= Object.fromEntries(Object.entries(PATHS).map(([name, d]) => [name, new Path2D(d)])) as Record<
    Glyph,
    Path2D
  >;
  return paths[glyph];
}

/** Draws a glyph into the square of `size` whose upper left corner is at x, y. */
export function drawGlyph(
  context: CanvasRenderingContext2D,
  glyph: Glyph,
  x: number,
  y: number,
  size: number,
  colour: string,
): void {
  context.save();
  context.translate(x, y);
  context.scale(size / 12, size / 12);
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(pathOf(glyph));
  context.restore();
}

export function markColour(mark: Mark, palette: Palette): string {
  if (mark === 'error') return palette.error;
  return mark === 'rejected' ? palette.rejected : palette.warning;
}
