/** Why a text is not a usable amount. */
export type DecimalFault = 'not-a-decimal' | 'not-positive' | 'too-fine' | 'too-large';

/** No sign but a minus, no exponent, no spaces; the bound on digits, which no amount has, keeps hostile texts away from BigInt. */
const DECIMAL = /^(-?)(\d{1,64})(?:\.(\d{1,64}))?$/;

/**
 * A decimal text as a whole number of 10^-decimals, exactly: `parseAmount('61000.5', 2)` is 6100050.
 * `NaN`, `1e308` and `1,5` are not decimals; zero and less is not positive; a digit beyond `decimals` that is not 0 is too
 * fine (off the tick or lot); beyond 2^53 is too large.
 */
export function parseAmount(text: string, decimals: number): number | DecimalFault {
  const match = DECIMAL.exec(text);
  if (!match) return 'not-a-decimal';
  const [, sign, whole = '', fraction = ''] = match;
  if (/[1-9]/.test(fraction.slice(decimals))) return 'too-fine';
  const units = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  if (sign === '-' || units === 0n) return 'not-positive';
  return units > BigInt(Number.MAX_SAFE_INTEGER) ? 'too-large' : Number(units);
}

/** `formatAmount(6100050, 2)` is '61000.50'. */
export function formatAmount(units: number | bigint, decimals: number): string {
  const value = BigInt(units);
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${value < 0n ? '-' : ''}${whole}${fraction}`;
}

/** The same without trailing zeros: '0.5' rather than '0.50000'. */
export function formatShort(units: number | bigint, decimals: number): string {
  const text = formatAmount(units, decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
