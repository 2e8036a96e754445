import { trace } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import type { Topic } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { BOOKED_MS } from './topics';

/** With the waits below: 14 minutes of silence, or 4 of failures that are told of at once. */
export const TRIES = 10;
const LONGEST_WAIT_MS = 60_000;

/**
 * Asks until it is answered, at most {@link TRIES} times: for bookings, which are facts and must not get lost with the service
 * that is to make them. That one has to know a repeated request. The active span says how often it was asked.
 * @throws what the last try did, also when the topic is closed.
 */
export async function insist<Body, Answer>(service: Service, topic: Topic<Body, Answer>, body: Body): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await service.request(topic, body, BOOKED_MS);
    } catch (error) {
      if (attempt === TRIES || topic.isClosed) throw error;
      await service.clock.sleep(waitMs(attempt));
      trace.getSpan(contexts.active())?.setAttribute('retry.attempt', attempt + 1);
    }
  }
}

/** Before the next try: 1 s, 2 s, 4 s ... a minute. */
export function waitMs(attempt: number): number {
  return Math.min(1_000 * 2 ** (attempt - 1), LONGEST_WAIT_MS);
}
