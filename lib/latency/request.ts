import { z } from 'zod';
import { FillpathError } from '@/lib/base/errors';
import type { UnixNanos } from '@/lib/base/units';
import { MAX_RANGE, MAX_RANGE_DAYS } from './steps';

const HOUR = 3_600_000_000_000n;
/** The store's minutes are seconds in 32 bits. A day is left for steps that reach past the end. */
const LATEST: UnixNanos = (2n ** 32n - 86_400n) * 1_000_000_000n;
const MAX_NAME = 1024;

const time = (name: string) =>
  z
    .string()
    .regex(/^\d{1,20}$/, `"${name}" must be a whole number of Unix nanoseconds, such as 1767348000000000000.`)
    .transform(BigInt)
    .refine((value) => value <= LATEST, `"${name}" lies after the year 2105: give it in Unix nanoseconds.`)
    .optional();

const name = (what: string) =>
  z.string().max(MAX_NAME, `"${what}" is longer than ${MAX_NAME} characters: give the name as /api/services lists it.`);

const parameters = z.object({
  start: time('start'),
  end: time('end'),
  service: name('service').default(''),
  operation: name('operation').default(''),
});

export interface RedRequest {
  readonly start: UnixNanos;
  readonly end: UnixNanos;
  /** '' for all of them. */
  readonly service: string;
  readonly operation: string;
}

/**
 * What `?service&operation&start&end` ask for. Without start and end: the hour before `now`. Empty parameters count as left
 * out, and those that are not known here are ignored.
 * @throws FillpathError (`invalid-input`) with a sentence for a time that is no number, an end that is not after the start,
 * only one of both, or a range over {@link MAX_RANGE_DAYS} days.
 */
export function parseRedRequest(params: URLSearchParams, now: UnixNanos): RedRequest {
  const given = Object.fromEntries([...params].filter(([, value]) => value !== ''));
  const parsed = parameters.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error.issues.map((issue) => issue.message).join(' '));
  const { service, operation, start, end } = parsed.data;
  if (start === undefined && end === undefined) return { service, operation, start: now - HOUR, end: now };
  if (start === undefined || end === undefined)
    throw invalid('Give both "start" and "end", or neither for the last hour.');
  if (start >= end) throw invalid(`"start" (${start}) must be before "end" (${end}).`);
  if (end - start > BigInt(MAX_RANGE)) {
    throw invalid(`The range is longer than ${MAX_RANGE_DAYS} days, the most that one answer covers. Ask for less.`);
  }
  return { service, operation, start, end };
}

function invalid(sentence: string): FillpathError {
  return new FillpathError('invalid-input', sentence);
}
