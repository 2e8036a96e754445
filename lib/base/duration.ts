import type { Nanos } from './units';

const MICRO = 1e3;
const MILLI = 1e6;
const SECOND = 1e9;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What is shown for something that is not a length of time at all (NaN, infinite). */
const NOT_A_DURATION = '–';

/**
 * A length of time for people, in three to four significant digits: `850 ns`, `12.3 µs`, `4.89 ms`, `1.204 s`,
 * `2 min 3.4 s`, `1 h 5 min`, `3 d 4 h`. Rounded to the nearest; what rounds up to a full unit is shown in that unit
 * (999,999 ns is `1.00 ms`). Zeros that are digits of the measurement stay, so that columns line up. Negative lengths get
 * a minus sign; NaN and infinities are `–`.
 */
export function formatDuration(nanos: Nanos): string {
  if (!Number.isFinite(nanos)) return NOT_A_DURATION;
  if (nanos < 0) return `-${formatDuration(-nanos)}`;
  // The bounds are where three (for seconds: four) digits would round up to the next unit.
  if (nanos < 999.5) return `${Number.isInteger(nanos) ? nanos : significant(nanos, 3)} ns`;
  if (nanos < 999.5 * MICRO) return `${significant(nanos / MICRO, 3)} µs`;
  if (nanos < 999.5 * MILLI) return `${significant(nanos / MILLI, 3)} ms`;
  if (nanos < 59.995 * SECOND) return `${significant(nanos / SECOND, 4)} s`;
  const tenths = Math.round(nanos / (SECOND / 10));
  if (tenths < 36_000) return `${Math.floor(tenths / 600)} min ${((tenths % 600) / 10).toFixed(1)} s`;
  const minutes = Math.round(nanos / MINUTE);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  const hours = Math.round(nanos / HOUR);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** `value` in plain notation with `digits` digits in all, a 0 before the point among them. */
function significant(value: number, digits: number): string {
  const wholeDigits = Math.max(1, Math.floor(Math.log10(value)) + 1);
  const text = value.toFixed(Math.max(0, digits - wholeDigits));
  // Rounding may have added a digit: 9.996 is 10.00 to two decimals, and 10.0 in three digits.
  const grown = Number(text) >= 10 ** wholeDigits;
  return grown ? value.toFixed(Math.max(0, digits - wholeDigits - 1)) : text;
}

/** Made once: `toLocaleString` makes one a call, which takes 13 µs instead of 0.3, and a table has a hundred. */
const EXACT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });

/** A length of time to the nanosecond with grouped digits, `4,891,234 ns`. */
export function formatDurationExact(nanos: Nanos): string {
  return Number.isFinite(nanos) ? `${EXACT.format(nanos)} ns` : NOT_A_DURATION;
}

/**
 * The label of a mark on an axis whose marks are `step` apart, with just the decimals in which neighbours differ:
 * `formatDurationTick(1_500_000, 500_000)` is `1.5 ms`. From a minute on, steps of seconds give `2 min 30 s`; finer steps
 * stay in seconds, `180.00001 s`. Zero is `0`.
 */
export function formatDurationTick(nanos: Nanos, step: Nanos): string {
  if (nanos === 0) return '0';
  if (nanos < 0) return `-${formatDurationTick(-nanos, step)}`;
  if (nanos >= MINUTE && step >= SECOND) return wholeParts(nanos);
  const [unit, name]: readonly [number, string] =
    nanos >= SECOND ? [SECOND, 's'] : nanos >= MILLI ? [MILLI, 'ms'] : nanos >= MICRO ? [MICRO, 'µs'] : [1, 'ns'];
  // Log10 of a power of ten may come out a hair above or below it.
  const decimals = Math.max(0, -Math.floor(Math.log10(step / unit) + 1e-9));
  return `${(nanos / unit).toFixed(decimals)} ${name}`;
}

function wholeParts(nanos: Nanos): string {
  const seconds = Math.round(nanos / SECOND);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  return parts
    .filter(([value]) => value > 0)
    .map(([value, name]) => `${value} ${name}`)
    .join(' ');
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['ns', 1],
  ['us', MICRO],
  ['µs', MICRO],
  // The Greek letter, which some keyboards give instead of the micro sign.
  ['μs', MICRO],
  ['ms', MILLI],
  ['s', SECOND],
  ['m', MINUTE],
  ['min', MINUTE],
  ['h', HOUR],
  ['d', DAY],
]);

const PART = /\s*(\d+)(?:\.(\d+))?\s*([a-zµμ]+)/y;

/**
 * Nanoseconds from text such as `5ms`, `1.5s`, `300us`, `2m`, `1h30m` or anything that {@link formatDuration} writes for a
 * positive length. Units: ns, us or µs, ms, s, m or min, h, d. Null when it is not that: no unit, an unknown unit, a sign,
 * a fraction of a nanosecond, or more than a number holds exactly (104 days).
 */
export function parseDuration(text: string): Nanos | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  let total = 0;
  let position = 0;
  while (position < trimmed.length) {
    PART.lastIndex = position;
    const match = PART.exec(trimmed);
    if (match === null) return null;
    const [, whole = '', fraction = '', name = ''] = match;
    const unit = UNITS.get(name);
    if (unit === undefined) return null;
    // Scaled as a whole number: 4.89 * 1e6 in floating point is not 4,890,000.
    const scaled = BigInt(whole + fraction) * BigInt(unit);
    const divisor = 10n ** BigInt(fraction.length);
    if (scaled % divisor !== 0n) return null;
    total += Number(scaled / divisor);
    position = PART.lastIndex;
  }
  return total <= Number.MAX_SAFE_INTEGER ? total : null;
}
