import { z } from 'zod';
import { SEARCH_SORTS } from '@/lib/api/contract';
import { FillpathError } from '@/lib/base/errors';
import type { SearchRequest } from '@/lib/store/search-traces';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 1000;
/** The last nanosecond that the store's times hold, in the year 2262. */
const LATEST = 9_223_286_400_000_000_000n;

const time = (name: string) =>
  z
    .string()
    .regex(/^\d{1,19}$/, `"${name}" must be a whole number of Unix nanoseconds, such as 1767348000000000000.`)
    .transform(BigInt)
    .refine((value) => value <= LATEST, `"${name}" lies after the year 2262: give it in Unix nanoseconds.`)
    .nullable();

const limitSentence = `"limit" must be a whole number from 1 to ${MAX_LIMIT}.`;

const parameters = z
  .object({
    q: z.string(),
    start: time('start'),
    end: time('end'),
    sort: z.enum(SEARCH_SORTS, `"sort" must be one of ${SEARCH_SORTS.join(', ')}.`).nullable(),
    limit: z
      .string()
      .regex(/^\d{1,4}$/, limitSentence)
      .transform(Number)
      .refine((limit) => limit >= 1 && limit <= MAX_LIMIT, limitSentence),
    cursor: z.string().nullable(),
  })
  .refine(({ start, end }) => start === null || end === null || start < end, '"start" must be before "end".');

/**
 * What `?q&start&end&limit&sort&cursor` ask for. Without start or end the range is open on that side. Empty parameters
 * count as left out, and those that are not known here are ignored.
 * @throws FillpathError `invalid-input` with a sentence for each parameter that makes no sense.
 */
export function parseSearchRequest(params: URLSearchParams): SearchRequest {
  const parsed = parameters.safeParse({
    q: params.get('q') ?? '',
    start: params.get('start') || null,
    end: params.get('end') || null,
    sort: params.get('sort') || null,
    limit: params.get('limit') || String(DEFAULT_LIMIT),
    cursor: params.get('cursor') || null,
  });
  if (!parsed.success) {
    throw new FillpathError('invalid-input', parsed.error.issues.map((issue) => issue.message).join(' '));
  }
  const { q, ...rest } = parsed.data;
  return { query: q, ...rest };
}
