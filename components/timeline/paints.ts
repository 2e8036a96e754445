import { SERIES_COUNT, seriesToken } from '@/components/ui/service-colour';

/** What a bar is filled with: a series colour, 1 to {@link SERIES_COUNT}, or one of these. */
export const Paint = {
  /** The span has no value. */
  None: 0,
  /** A value that has no colour of its own. */
  Other: SERIES_COUNT + 1,
  Error: SERIES_COUNT + 2,
  Rejected: SERIES_COUNT + 3,
  Ok: SERIES_COUNT + 4,
} as const;

/** How many paints there are. */
export const PAINT_COUNT = SERIES_COUNT + 5;

/** What a fill has besides its colour. */
export type Texture = 'plain' | 'hollow' | 'hatched' | 'crossed' | 'striped';

/** Paints that are not of the series have a texture, so that they are never told from others by their colour alone. */
export function textureOf(paint: number): Texture {
  switch (paint) {
    case Paint.None:
      return 'hollow';
    case Paint.Other:
      return 'hatched';
    case Paint.Error:
      return 'crossed';
    case Paint.Rejected:
      return 'striped';
    default:
      return 'plain';
  }
}

/** Whether a text on it would be crossed by lines. */
export function isTextured(paint: number): boolean {
  return textureOf(paint) !== 'plain' && textureOf(paint) !== 'hollow';
}

/** The token of a paint's colour. */
export function paintToken(paint: number): string {
  switch (paint) {
    case Paint.None:
      return '--color-border-strong';
    case Paint.Other:
      return '--color-text-muted';
    case Paint.Error:
      return '--color-error';
    case Paint.Rejected:
      return '--color-rejected';
    case Paint.Ok:
      return '--color-ok';
    default:
      return seriesToken(paint);
  }
}
