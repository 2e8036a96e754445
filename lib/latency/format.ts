/** What is shown where there is nothing to show a number of. */
export const NO_NUMBER = '–';

/** Below this many a second the number is easier to read by the hour. */
const RARE = 0.01;

/** A rate for people, in about three digits: `1,234 /s`, `1.50 /s`, `0.017 /s`, and for what is rare `1 /h`; `–` for null. */
export function formatRate(rate: number | null): string {
  if (rate === null) return NO_NUMBER;
  if (rate === 0 || rate >= RARE) return `${threeDigits(rate)} /s`;
  return `${(rate * 3600).toLocaleString('en-US', { maximumSignificantDigits: 2 })} /h`;
}

/** A share for people: `0 %`, `< 0.01 %`, `0.25 %`, `12.5 %`, `100 %`; `–` for null. Never 0 % or 100 % by rounding. */
export function formatShare(value: number | null): string {
  if (value === null) return NO_NUMBER;
  if (value === 0 || value === 1) return `${value * 100} %`;
  const percent = value * 100;
  if (percent < 0.01) return '< 0.01 %';
  if (percent > 99.99) return '> 99.99 %';
  return `${threeDigits(percent)} %`;
}

function threeDigits(value: number): string {
  if (value === 0) return '0';
  const decimals = Math.max(0, Math.min(3, 2 - Math.floor(Math.log10(value))));
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
