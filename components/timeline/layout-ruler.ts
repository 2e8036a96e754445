import { formatDurationTick, type Nanos } from '@/lib/base/units';
import { layoutBreaks } from './layout-breaks';
import type { Metrics } from './layout-names';
import { nanosToPx, type ShownWindow, unitsShown } from './viewport';

/** Room for the longest label, `1.000000005 s`, in characters of the small font. */
const LABEL_EMS = 10;

/** How far apart the marks of the ruler and of the grid below it, which must agree, are at least, in CSS pixels. */
export function tickGap({ smallFontPx }: Pick<Metrics, 'smallFontPx'>): number {
  return LABEL_EMS * smallFontPx;
}

export interface Tick {
  readonly nanos: Nanos;
  /** From the left edge of the timeline, in CSS pixels. */
  readonly px: number;
  readonly label: string;
}

const SECOND = 1e9;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From a minute up people do not count in powers of ten. */
const LONG_STEPS = [
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
];

/**
 * The marks of the time axis: multiples of a round step (1, 2 or 5 times a power of ten nanoseconds; 15 and 30 seconds,
 * and then minutes, hours and days), at least `minGapPx` apart, within the window, and none in a break.
 */
export function layoutRuler(window: ShownWindow, width: number, minGapPx: number): Tick[] {
  if (width <= 0) return [];
  const step = niceStep((unitsShown(window) / width) * minGapPx);
  const breaks = layoutBreaks(window, width);
  const from = [window.start, ...breaks.map(({ end }) => end)];
  const to = [...breaks.map(({ start }) => start), window.end];
  const ticks: Tick[] = [];
  for (const [i, start] of from.entries()) {
    const last = Math.floor((to[i] as number) / step);
    for (let at = Math.ceil(start / step); at <= last; at++) {
      const nanos = at * step;
      const px = nanosToPx(nanos, window, width);
      // On the other side of a break.
      if (i > 0 && px - (ticks.at(-1)?.px ?? -Infinity) < minGapPx) continue;
      ticks.push({ nanos, px, label: tickLabel(nanos, step) });
    }
  }
  return ticks;
}

/** The smallest round step that is not below `atLeast` nanoseconds (nor below one). */
export function niceStep(atLeast: Nanos): Nanos {
  if (atLeast > 30 * SECOND) {
    const long = LONG_STEPS.find((step) => step >= atLeast);
    return long ?? roundUp(atLeast / DAY) * DAY;
  }
  if (atLeast > 10 * SECOND) return atLeast <= 15 * SECOND ? 15 * SECOND : 30 * SECOND;
  return roundUp(Math.max(1, atLeast));
}

/** 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-12);
  const factor = [1, 2, 5, 10].find((each) => each * power >= value * (1 - 1e-12)) ?? 10;
  return factor * power;
}

function tickLabel(nanos: Nanos, step: Nanos): string {
  if (nanos < MINUTE) return formatDurationTick(nanos, step);
  // Deep inside a long trace the seconds alone are shorter than `1 h 2 min 3.000000004 s`.
  if (step < SECOND) return formatDurationTick(nanos, step);
  const parts = [
    [Math.floor(nanos / DAY), 'd'],
    [Math.floor((nanos % DAY) / HOUR), 'h'],
    [Math.floor((nanos % HOUR) / MINUTE), 'min'],
    [Math.floor((nanos % MINUTE) / SECOND), 's'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
