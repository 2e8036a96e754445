import type { Bar, CutBar } from './layout-bars';
import { Paint, type Texture, textureOf } from './paints';
import type { Palette } from './palette';

const RADIUS_PX = 2;
/** Narrower bars are one colour: a texture would not be seen. */
const MIN_TEXTURED_PX = 4;
/** A tile of a texture repeats after so many CSS pixels, and is drawn at twice that for sharp screens. */
const TILE_PX = 6;
const TILE_SHARPNESS = 2;

/** Fills a bar. An end that was cut is straight, so that a bar does not look as if it ended at the edge. */
export function drawFill(
  context: CanvasRenderingContext2D,
  palette: Palette,
  paint: number,
  { left, width }: Bar,
  top: number,
  height: number,
  { cutLeft, cutRight }: Pick<CutBar, 'cutLeft' | 'cutRight'> = { cutLeft: false, cutRight: false },
): void {
  const colour = palette.series[paint] ?? palette.muted;
  context.fillStyle = colour;
  if (width < MIN_TEXTURED_PX) {
    context.fillRect(left, top, width, height);
    return;
  }
  const texture = textureOf(paint);
  const [leftRadius, rightRadius] = [cutLeft ? 0 : RADIUS_PX, cutRight ? 0 : RADIUS_PX];
  const radii = [leftRadius, rightRadius, rightRadius, leftRadius];
  context.beginPath();
  context.roundRect(left, top, width, height, radii);
  context.fill();
  if (texture === 'plain') return;
  if (texture === 'hollow') {
    context.fillStyle = palette.raised;
    context.beginPath();
    context.roundRect(
      left + 1,
      top + 1,
      width - 2,
      height - 2,
      radii.map((radius) => Math.max(0, radius - 1)),
    );
    context.fill();
    return;
  }
  const pattern = patternOf(context, palette, texture);
  if (pattern === null) return;
  context.fillStyle = pattern;
  context.fill();
}

/** What a text on a bar stands on, where the bar is not plain, and its ink. */
export function plateOf(palette: Palette, paint: number): { readonly plate: string; readonly ink: string } {
  if (paint === Paint.None) return { plate: palette.raised, ink: palette.text };
  return { plate: palette.series[paint] ?? palette.muted, ink: palette.onSeries[paint] ?? palette.text };
}

const patterns = new WeakMap<Palette, Map<Texture, CanvasPattern | null>>();

/** Lines in the colour of the background, made once a palette; null where there is no canvas to make them on. */
function patternOf(context: CanvasRenderingContext2D, palette: Palette, texture: Texture): CanvasPattern | null {
  const made = patterns.get(palette) ?? new Map<Texture, CanvasPattern | null>();
  patterns.set(palette, made);
  if (!made.has(texture)) made.set(texture, makePattern(context, palette, texture));
  return made.get(texture) ?? null;
}

function makePattern(context: CanvasRenderingContext2D, palette: Palette, texture: Texture): CanvasPattern | null {
  const tile = document.createElement('canvas');
  const size = TILE_PX * TILE_SHARPNESS;
  tile.width = size;
  tile.height = size;
  const lines = tile.getContext('2d');
  if (lines === null) return null;
  lines.strokeStyle = palette.raised;
  lines.lineWidth = TILE_SHARPNESS;
  lines.beginPath();
  // Beyond the edges, so that lines meet those of the next tile.
  if (texture === 'striped') {
    lines.moveTo(size / 2, 0);
    lines.lineTo(size / 2, size);
  } else {
    for (const shift of [-size, 0, size]) {
      lines.moveTo(shift - 1, size + 1);
      lines.lineTo(shift + size + 1, -1);
      if (texture !== 'crossed') continue;
      lines.moveTo(shift - 1, -1);
      lines.lineTo(shift + size + 1, size + 1);
    }
  }
  lines.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / TILE_SHARPNESS));
  return pattern;
}
