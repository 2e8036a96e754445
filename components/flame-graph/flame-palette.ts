import { readableOn } from '@/components/canvas/readable-on';
import type { TokenReader } from '@/components/canvas/use-tokens';
import { SERIES_COUNT, seriesToken } from '@/components/ui/service-colour';

/** Everything about the looks of the flame graph that comes from the style sheet. */
export interface FlamePalette {
  /** By series number; the entry at 0 is never used. */
  readonly series: readonly string[];
  /** For text on each of them. */
  readonly onSeries: readonly string[];
  readonly surface: string;
  readonly muted: string;
  readonly text: string;
  readonly focus: string;
  readonly font: string;
  readonly rowHeight: number;
}

const ROW_REM = 1.375;
const TEXT_REM = 0.75;

export function readFlamePalette(token: TokenReader, rootFontPx: number): FlamePalette {
  const series = Array.from({ length: SERIES_COUNT }, (_, i) => token(seriesToken(i + 1)));
  const inks = ['surface-raised', 'surface-sunken', 'critical'].map((name) => token(`--color-${name}`));
  return {
    series: ['', ...series],
    onSeries: ['', ...series.map((background) => readableOn(background, inks))],
    surface: token('--color-surface-raised'),
    muted: token('--color-text-muted'),
    text: token('--color-text'),
    focus: token('--color-focus'),
    font: `${TEXT_REM * rootFontPx}px ${token('--font-sans')}`,
    rowHeight: Math.round(ROW_REM * rootFontPx),
  };
}
