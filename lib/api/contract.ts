import { z } from 'zod';
import { order } from './order-contract';

/**
 * The contract of Fillpath's own HTTP API. Points in time are strings of Unix nanoseconds, lengths of time are numbers of
 * nanoseconds, ids are lower-case hex. The browser imports the types only; tests and the msw handlers parse with the schemas.
 */

const unixNano = z.string().regex(/^\d+$/);
const nanos = z.number().nonnegative();
const count = z.number().int().nonnegative();
const traceId = z.string().regex(/^[0-9a-f]{32}$/);
const spanId = z.string().regex(/^[0-9a-f]{16}$/);

/** A business id that occurs in a trace, for example `order.id` = `ORD-1`. */
export const businessId = z.object({ key: z.string(), value: z.string() });

export const traceSummary = z.object({
  traceId,
  /** Service and name of the earliest span without a parent, or of the earliest span when the root has not arrived. */
  rootService: z.string(),
  rootName: z.string(),
  /** False while no span without a parent has arrived. */
  rootArrived: z.boolean(),
  startTimeUnixNano: unixNano,
  /** From the earliest start to the latest end of any span of the trace. */
  durationNanos: nanos,
  spanCount: count,
  errorCount: count,
  rejectedCount: count,
  services: z.array(z.string()),
  /** Some of the trace's business ids, and how many there are in all. */
  keys: z.array(businessId),
  keyCount: count,
});

export const SEARCH_SORTS = ['newest', 'oldest', 'longest', 'shortest'] as const;

/**
 * `GET /api/search?q&start&end&limit&sort&cursor` (start and end in Unix nanoseconds, limit 1 to 1000). Without a sort the
 * newest come first, and the traces of one business id from the first to the last.
 */
export const searchResponse = z.object({
  traces: z.array(traceSummary),
  nextCursor: z.string().nullable(),
  /** Set when the whole query is an id: the time range was then ignored. */
  exactId: z
    .object({
      kind: z.enum(['trace', 'business', 'span']),
      /** The keys that carry a business id; empty for another id. */
      keys: z.array(z.string()),
      /** Of kind `span` only. */
      spanId: spanId.optional(),
    })
    .nullable(),
});

/** `GET /api/keys?prefix` and `GET /api/keys?key&prefix`: what may come next in a query. */
export const keysResponse = z.object({ keys: z.array(z.string()) });
export const keyValuesResponse = z.object({ values: z.array(z.object({ value: z.string(), count })) });

export const attribute = z.object({ key: z.string(), text: z.string(), type: z.string() });

/** One end of a link. `target` is null when that span is not stored. */
export const linkDetail = z.object({
  traceId: z.string(),
  spanId: z.string(),
  attributes: z.array(attribute),
  target: z
    .object({ service: z.string(), name: z.string(), startTimeUnixNano: unixNano, durationNanos: nanos })
    .nullable(),
});

/** `GET /api/traces/{traceId}/spans/{spanId}`: one span whole. */
export const spanDetail = z.object({
  traceId,
  spanId,
  /** '' for a root. */
  parentSpanId: z.string(),
  service: z.string(),
  name: z.string(),
  kind: z.string(),
  startTimeUnixNano: unixNano,
  durationNanos: nanos,
  /** By how much the span claimed to end before it started; 0 for all sane spans. */
  endedBeforeStartNanos: nanos,
  status: z.object({ code: z.enum(['Unset', 'Ok', 'Error']), message: z.string() }),
  rejected: z.boolean(),
  traceState: z.string(),
  flags: count,
  attributes: z.array(attribute),
  events: z.array(
    z.object({
      timeUnixNano: unixNano,
      name: z.string(),
      attributes: z.array(attribute),
      droppedAttributesCount: count,
    }),
  ),
  resource: z.object({ attributes: z.array(attribute), droppedAttributesCount: count, schemaUrl: z.string() }),
  scope: z.object({
    name: z.string(),
    version: z.string(),
    attributes: z.array(attribute),
    droppedAttributesCount: count,
    schemaUrl: z.string(),
  }),
  /** The links that the span carries. */
  causedBy: z.array(linkDetail),
  /** Spans whose links point to this one; `ledToCount` says how many there are when only the first are listed. */
  ledTo: z.array(linkDetail),
  ledToCount: count,
  dropped: z.object({ attributes: count, events: count, links: count }),
  alteredValuesCount: count,
});

/**
 * `GET /api/traces/{traceId}/attribute`: the keys of its spans' and their resources' attributes, those that most spans have in
 * front. `keyCount` says how many there are when only the first are listed. With `?key=` the values, as Arrow.
 */
export const traceKeysResponse = z.object({
  keys: z.array(z.object({ key: z.string(), spanCount: count })),
  keyCount: count,
});

/** `GET /api/traces/{traceId}/events?cursor&limit`: events of all spans in the order of their times. */
export const traceEventsResponse = z.object({
  events: z.array(
    z.object({
      spanId,
      service: z.string(),
      spanName: z.string(),
      /** Unix nanoseconds; a clock that is far off may be before 1970. */
      timeUnixNano: z.string().regex(/^-?\d+$/),
      name: z.string(),
      attributes: z.array(attribute),
      droppedAttributesCount: count,
    }),
  ),
  /** Of the whole trace. */
  eventCount: count,
  nextCursor: z.string().nullable(),
});

const redNumbers = {
  count,
  errors: count,
  rejected: count,
  /** Nanoseconds; null where nothing was counted. Within 1 % of the exact quantile. */
  p50: nanos.nullable(),
  p95: nanos.nullable(),
  p99: nanos.nullable(),
  max: nanos.nullable(),
};

/** `GET /api/services?start&end` */
export const servicesResponse = z.object({
  services: z.array(
    z.object({
      name: z.string(),
      ...redNumbers,
      /** The busiest first. `operationCount` says how many there are when not all are listed. */
      operations: z.array(z.object({ name: z.string(), kind: z.string(), ...redNumbers })),
      operationCount: count,
    }),
  ),
  /** How many services there are when not all are listed. */
  serviceCount: count,
});

/** `GET /api/latency?service&operation&start&end`: RED over time, and the operations with the slowest examples of each. */
export const latencyResponse = z.object({
  /** Width of one point of the series. */
  stepNanos: nanos,
  /** One point a step, from start to end, empty steps included. */
  series: z.array(z.object({ startTimeUnixNano: unixNano, ...redNumbers })),
  operations: z.array(
    z.object({
      service: z.string(),
      name: z.string(),
      kind: z.string(),
      ...redNumbers,
      examples: z.array(z.object({ traceId, spanId, durationNanos: nanos })),
    }),
  ),
  /** How many operations there are when only the slowest are listed. */
  operationCount: count,
});

/**
 * `GET /api/peers?service&operation&durationNano&start&end` (Unix nanoseconds, at most 24 hours; the last hour when left out):
 * where a length of time stands among those of all spans of the operation that started in the range. Exact, nothing sketched.
 */
export const peersResponse = z.object({
  startUnixNano: unixNano,
  endUnixNano: unixNano,
  count,
  /** How many of them took less than `durationNano`, and how many took just as long. */
  shorter: count,
  alike: count,
  /** By nearest rank; null where there are none. */
  min: nanos.nullable(),
  p50: nanos.nullable(),
  p95: nanos.nullable(),
  p99: nanos.nullable(),
  max: nanos.nullable(),
  /**
   * The distribution: equally wide on a logarithmic scale, without a gap, empty ones included. Each counts the spans
   * that took from `fromNanos` on and less than `toNanos`; 0 ns counts as half a nanosecond.
   */
  bars: z.array(z.object({ fromNanos: nanos, toNanos: nanos, count })),
});

/**
 * `GET /api/live`: the data of each server-sent event, by its name. `skipped`: so many more traces and orders changed than
 * were sent.
 */
export const liveEvents = { trace: traceSummary, order, skipped: z.object({ traces: count, orders: count }) } as const;

/** RFC 9457. `detail` is the sentence for the person; further members depend on the error. */
export const problem = z.looseObject({ type: z.string(), title: z.string(), status: z.number(), detail: z.string() });

export type TraceSummary = z.infer<typeof traceSummary>;
export type SearchResponse = z.infer<typeof searchResponse>;
export type SearchSort = (typeof SEARCH_SORTS)[number];
export type KeysResponse = z.infer<typeof keysResponse>;
export type KeyValuesResponse = z.infer<typeof keyValuesResponse>;
export type SpanDetail = z.infer<typeof spanDetail>;
export type TraceKeysResponse = z.infer<typeof traceKeysResponse>;
export type TraceEventsResponse = z.infer<typeof traceEventsResponse>;
export type LinkDetail = z.infer<typeof linkDetail>;
export type AttributeDetail = z.infer<typeof attribute>;
export type ServicesResponse = z.infer<typeof servicesResponse>;
export type LatencyResponse = z.infer<typeof latencyResponse>;
export type PeersResponse = z.infer<typeof peersResponse>;
export type LiveEvents = { [Name in keyof typeof liveEvents]: z.infer<(typeof liveEvents)[Name]> };
export type Problem = z.infer<typeof problem>;
