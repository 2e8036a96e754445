import { FillpathError } from '@/lib/base/errors';
import { MAX_JSON_BYTES } from './read-settings';

/** ClickHouse's codes for "this query asked for too much": time, rows, memory. */
const LIMIT_CODES = new Set([158, 159, 160, 241, 307]);
const RESULT_TOO_LARGE = 396;

const QUERY_WAS_CANCELLED = 394;

/** What reading a damaged file gives: short reads, wrong checksums, unknown codecs, data that does not decompress. */
const DAMAGE_CODES = new Set([33, 40, 74, 107, 228, 246, 271, 432]);

/** What keeps any batch out, whatever is in it: time, memory, room on the disk, too many parts or queries, a table that is read-only. */
const INSERT_LIMIT_CODES = new Set([159, 164, 202, 241, 242, 243, 252]);

/** Whether a failed insert may be due to what was inserted, rather than to a store that is down, full or busy. */
export function mayBlameBatch(error: unknown): boolean {
  const code = clickhouseCode(error);
  return code !== null && !INSERT_LIMIT_CODES.has(code);
}

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
  if (code !== null && DAMAGE_CODES.has(code)) {
    const sentence = `A file of the store is damaged (ClickHouse error ${code}), so this cannot be answered. The log names the file.`;
    return Object.assign(new FillpathError('unavailable', sentence), { cause: error });
  }
  if (code === RESULT_TOO_LARGE) return Object.assign(answerTooLarge(), { cause: error });
  if (code === QUERY_WAS_CANCELLED) {
    const sentence =
      'The query was stopped, because Fillpath is shutting down or somebody stopped it. Try again later.';
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

export function answerTooLarge(): FillpathError {
  const sentence = `The answer would be larger than ${MAX_JSON_BYTES / 1024 ** 2} MiB. Ask for less; of a trace, for its columns with ?format=arrow.`;
  return new FillpathError('too-large', sentence);
}

function isConnectionError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(ECONN|ENOTFOUND|EHOST|ETIMEDOUT|EPIPE|ENETUNREACH|EAI_)/.test(code);
}
