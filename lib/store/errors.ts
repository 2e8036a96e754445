import { FillpathError } from '@/lib/base/errors';

/** ClickHouse's codes for "this query asked for too much": time, rows, result size, memory. */
const LIMIT_CODES = new Set([158, 159, 160, 241, 307, 396]);

/** The ClickHouse error code of an error that either client threw; null when it has none. */
export function clickhouseCode(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  // chDB says `clickhouseCode`, @clickhouse/client says `code` as text. `instanceof` fails across bundled copies.
  const { clickhouseCode, code } = error as { clickhouseCode?: unknown; code?: unknown };
  const number = Number(clickhouseCode ?? code);
  return Number.isInteger(number) && number > 0 ? number : null;
}

/** The error for a caller of a failed statement. The engine's own text is kept as the cause, for the log. */
export function engineError(error: unknown, maxSeconds: number): Error {
  const code = clickhouseCode(error);
  if (code !== null && LIMIT_CODES.has(code)) {
    const sentence = `The store gave up on this query (limit: ${maxSeconds} s). Narrow the time range or add a condition.`;
    return Object.assign(new FillpathError('unavailable', sentence), { cause: error });
  }
  if (code === null && isConnectionError(error)) {
    return Object.assign(
      new FillpathError('unavailable', 'The ClickHouse server does not answer. Try again when it is up.'),
      {
        cause: error,
      },
    );
  }
  return error instanceof Error ? error : new Error(String(error));
}

function isConnectionError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(ECONN|ENOTFOUND|EHOST|ETIMEDOUT|EPIPE|ENETUNREACH|EAI_)/.test(code);
}
