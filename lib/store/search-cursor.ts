import { z } from 'zod';
import { SEARCH_SORTS, type SearchSort } from '@/lib/api/contract';
import { FillpathError } from '@/lib/base/errors';

/** Where a page ended, and the range that its search began with: a later page sees the same range, however time passes. */
export interface SearchCursor {
  readonly sort: SearchSort;
  /** What the last trace was sorted by (Unix nanoseconds, or nanoseconds), and its id, which breaks ties. */
  readonly sortValue: bigint;
  readonly traceId: string;
  readonly start: bigint | null;
  readonly end: bigint | null;
}

/** More digits than any Int64 has would make `BigInt` work for nothing. */
const int64 = z
  .string()
  .regex(/^-?\d{1,19}$/)
  .transform(BigInt)
  .refine((value) => BigInt.asIntN(64, value) === value);

const VERSION = 1;
const cursorShape = z.tuple([
  z.literal(VERSION),
  z.enum(SEARCH_SORTS),
  int64,
  z.string().min(1).max(64),
  int64.nullable(),
  int64.nullable(),
]);

/** The cursor as opaque text for a URL. */
export function encodeCursor({ sort, sortValue, traceId, start, end }: SearchCursor): string {
  const fields = [
    VERSION,
    sort,
    String(sortValue),
    traceId,
    start === null ? null : String(start),
    end === null ? null : String(end),
  ];
  return Buffer.from(JSON.stringify(fields)).toString('base64url');
}

/**
 * Reads a cursor back; a search that names no sort goes on as its cursor is sorted.
 * @throws FillpathError `invalid-input` when it is none of ours, or of a search sorted otherwise.
 */
export function decodeCursor(text: string, sort: SearchSort | null): SearchCursor {
  const parsed = cursorShape.safeParse(readJson(text));
  if (!parsed.success) {
    throw new FillpathError(
      'invalid-input',
      'The cursor is damaged. Use the nextCursor of the page before as it is, or leave cursor out for the first page.',
    );
  }
  const [, cursorSort, sortValue, traceId, start, end] = parsed.data;
  if (sort !== null && cursorSort !== sort) {
    throw new FillpathError(
      'invalid-input',
      `The cursor belongs to a search sorted by ${cursorSort}, and this one is sorted by ${sort}. Leave cursor out to start again.`,
    );
  }
  return { sort: cursorSort, sortValue, traceId, start, end };
}

function readJson(text: string): unknown {
  if (text.length > 1024 || !/^[\w-]+$/.test(text)) return null;
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
