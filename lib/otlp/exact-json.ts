/** A number of JSON whose value a double may not hold exactly, as it was written. */
export class ExactNumber {
  constructor(readonly source: string) {}
}

/**
 * `JSON.parse`, except that whole numbers beyond 2^53 come as {@link ExactNumber}. Several times slower, and recursive:
 * only for bodies that need it.
 * @throws SyntaxError for text that is not JSON, RangeError for JSON that is nested too deep
 */
export function parseExactJson(text: string): unknown {
  const reviver = (_key: string, value: unknown, context: { source?: string }): unknown =>
    isInexact(value) ? new ExactNumber(context.source ?? String(value)) : value;
  // The third argument (ES2025) is not in the compiler's library yet.
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
}

/** True for a whole number that may have been rounded when it was parsed. */
export function isInexact(value: unknown): value is number {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** Enough for any 64-bit integer, and a bound on the zeros that an exponent may ask for. */
const MAX_DIGITS = 400;

/** The exact value of a decimal number in JSON's notation (`12`, `1.2e1`); null when it is not one or not whole. */
export function exactInteger(source: string): bigint | null {
  const match = DECIMAL.exec(source);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const zeros = Number(exponent) - fraction.length;
  const digits = whole + fraction;
  if (digits.length + Math.max(0, zeros) > MAX_DIGITS) return null;
  const cut = zeros < 0 ? digits.slice(zeros) : '';
  if (/[1-9]/.test(cut)) return null;
  const kept = zeros < 0 ? digits.slice(0, zeros) : digits + '0'.repeat(zeros);
  return BigInt(`${sign === '-' ? '-' : ''}${kept || '0'}`);
}
