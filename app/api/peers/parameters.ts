import { z } from 'zod';
import { FillpathError } from '@/lib/base/errors';
import type { UnixNanos } from '@/lib/base/units';
import { parseRedRequest } from '@/lib/latency/request';
import type { PeersQuestion } from '@/lib/store/peers';

/** All durations are read, not sketches of them, so less at a time than for percentiles by the minute. */
const MAX_HOURS = 24;
const MAX_RANGE = BigInt(MAX_HOURS) * 3_600_000_000_000n;

const sentence = '"durationNano" must be a whole number of nanoseconds up to 2^53, such as 4891234.';
const duration = z
  .string(sentence)
  .regex(/^\d{1,16}$/, sentence)
  .transform(Number)
  .refine(Number.isSafeInteger, sentence);

/**
 * What `?service&operation&durationNano&start&end` ask for. Without start and end: the hour before `now`. A service or an
 * operation that is left out is the one without a name.
 * @throws FillpathError `invalid-input` with a sentence: for a duration that is missing or none, a range over 24 hours, and
 * whatever {@link parseRedRequest} refuses.
 */
export function parsePeersRequest(params: URLSearchParams, now: UnixNanos): PeersQuestion {
  const asked = parseRedRequest(params, now);
  const parsed = duration.safeParse(params.get('durationNano') ?? undefined);
  if (!parsed.success) throw new FillpathError('invalid-input', sentence);
  if (asked.end - asked.start > MAX_RANGE) {
    throw new FillpathError('invalid-input', `The range is longer than ${MAX_HOURS} hours. Ask for less.`);
  }
  return { ...asked, durationNanos: parsed.data };
}
