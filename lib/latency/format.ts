/** What is shown where there is nothing to show a number of. */
export const NO_NUMBER = '–';

/** A rate for people, in about three digits: `0.017 /s`, `1.50 /s`, `1,234 /s`; `–` for null. */
export function formatRate(rate: number | null): string {
  return rate === null ? NO_NUMBER : `${threeDigits(rate)} /s`;
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

/** A count with grouped digits, `12,345`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

function threeDigits(value: number): string {
  if (value === 0) return '0';
  if (value < 0.001) return value.toExponential(1);
  const decimals = Math.max(0, Math.min(3, 2 - Math.floor(Math.log10(value))));
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
