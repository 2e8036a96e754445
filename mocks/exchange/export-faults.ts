import type { HrTime } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';

const NANOS = 1_000_000_000;

/** What has been planted between a finished span and its receiver. The sink asks it about every batch. */
export class ExportFaults {
  /** How far the clock of a host is ahead, in ms, by host name; behind when negative. */
  readonly skewMs = new Map<string, number>();
  /** Spans of these names are kept back. */
  readonly lost = new Set<string>();
  /** Each batch is sent so many times. */
  copies = 1;

  /** The spans of a batch that are sent, as they are sent. */
  apply(spans: ReadableSpan[]): ReadableSpan[] {
    if (this.skewMs.size === 0 && this.lost.size === 0) return spans;
    return spans.filter(({ name }) => !this.lost.has(name)).map((span) => this.byItsOwnClock(span));
  }

  private byItsOwnClock(span: ReadableSpan): ReadableSpan {
    const skew = this.skewMs.get(String(span.resource.attributes['host.name']));
    return skew === undefined ? span : shifted(span, skew * 1e6);
  }
}

/** The same span, all its times later by so many nanoseconds. */
function shifted(span: ReadableSpan, nanos: number): ReadableSpan {
  return Object.create(span, {
    startTime: { value: later(span.startTime, nanos), enumerable: true },
    endTime: { value: later(span.endTime, nanos), enumerable: true },
    events: { value: span.events.map((event) => ({ ...event, time: later(event.time, nanos) })), enumerable: true },
  }) as ReadableSpan;
}

function later([seconds, nanos]: HrTime, by: number): HrTime {
  const total = nanos + by;
  return [seconds + Math.floor(total / NANOS), ((total % NANOS) + NANOS) % NANOS];
}
