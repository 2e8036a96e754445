import { readableOn } from '@/components/canvas/readable-on';
import type { TokenReader } from '@/components/canvas/use-tokens';
import { type Metrics, metricsFor } from './layout-names';
import { PAINT_COUNT, paintToken } from './paints';

/** Everything about the looks of the timeline that comes from the style sheet. */
export interface Palette {
  readonly text: string;
  readonly muted: string;
  readonly surface: string;
  readonly raised: string;
  readonly sunken: string;
  readonly border: string;
  readonly borderStrong: string;
  readonly accent: string;
  readonly error: string;
  readonly rejected: string;
  readonly warning: string;
  readonly critical: string;
  /** By paint (paints.ts): the series by their numbers, and some more. */
  readonly series: readonly string[];
  /** For text on each of them; at least 4.5:1 with the series of both themes. */
  readonly onSeries: readonly string[];
  readonly font: string;
  readonly metrics: Metrics;
}

export function readPalette(token: TokenReader, rootFontPx: number): Palette {
  const colour = (name: string) => token(`--color-${name}`);
  const series = Array.from({ length: PAINT_COUNT }, (_, paint) => token(paintToken(paint)));
  const inks = [colour('surface-raised'), colour('surface-sunken'), colour('critical')];
  return {
    text: colour('text'),
    muted: colour('text-muted'),
    surface: colour('surface'),
    raised: colour('surface-raised'),
    sunken: colour('surface-sunken'),
    border: colour('border'),
    borderStrong: colour('border-strong'),
    accent: colour('accent'),
    error: colour('error'),
    rejected: colour('rejected'),
    warning: colour('warning'),
    critical: colour('critical'),
    series,
    onSeries: series.map((background) => readableOn(background, inks)),
    font: token('--font-sans'),
    metrics: metricsFor(rootFontPx),
  };
}
