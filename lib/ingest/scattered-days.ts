import { FillpathError } from '@/lib/base/errors';
import type { Span } from '@/lib/otlp/model';

/** The store keeps a part for each day: a request over 2,000 days would take it 20 s, in which it takes nothing else. */
export const MAX_DAYS = 40;

const DAY_NANOS = 86_400_000_000_000n;

/**
 * Refuses a request whose spans started on more different days than an archive that is sent again has in one request.
 * @throws FillpathError `too-large`
 */
export function refuseScatteredDays(spans: readonly Span[]): void {
  const days = new Set<bigint>();
  for (const { startTimeUnixNano } of spans) {
    days.add(startTimeUnixNano / DAY_NANOS);
    if (days.size > MAX_DAYS) {
      throw new FillpathError(
        'too-large',
        `The spans of this request started on more than ${MAX_DAYS} different days. Send fewer days at once; check the clock of the sender.`,
      );
    }
  }
}
