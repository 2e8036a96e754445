import type { UnixNanos } from '@/lib/base/units';

/**
 * What an attribute's value was before it became text:
 * - `''` a string, `int`, `double`, `bool` ("true" or "false"), `bytes` (base64), `empty` (AnyValue without a value);
 * - anything that starts with `{`: an array or a key-value list, and this is the whole AnyValue as OTLP JSON, which
 *   the plain JSON in `text` cannot carry without loss (int against double, bytes, 64-bit integers).
 */
export type ValueType = '' | 'int' | 'double' | 'bool' | 'bytes' | 'empty' | `{${string}`;

/** One attribute as it is stored. `text` is what people read and search: `5`, `1.5`, `true`, `["a",1]`. */
export interface Attribute {
  readonly key: string;
  readonly text: string;
  readonly type: ValueType;
}

export interface Resource {
  attributes: Attribute[];
  droppedAttributesCount: number;
  /** Resource.entity_refs as OTLP JSON text; '' when there are none. */
  entityRefs: string;
  schemaUrl: string;
}

export interface Scope {
  name: string;
  version: string;
  attributes: Attribute[];
  droppedAttributesCount: number;
  /** ScopeSpans.schema_url: it covers the scope, its spans and their events. */
  schemaUrl: string;
}

export interface SpanEvent {
  timeUnixNano: UnixNanos;
  name: string;
  attributes: Attribute[];
  droppedAttributesCount: number;
}

export interface SpanLink {
  traceId: string;
  spanId: string;
  traceState: string;
  flags: number;
  attributes: Attribute[];
  droppedAttributesCount: number;
}

/** A decoded span. Ids are lower-case hex of whatever length was sent ('' when absent); `lib/ingest` checks them. */
export interface Span {
  /** Shared by all spans of one ResourceSpans. */
  resource: Resource;
  /** Shared by all spans of one ScopeSpans. */
  scope: Scope;
  traceId: string;
  spanId: string;
  /** '' for a root (also when it was sent as all zeros). */
  parentSpanId: string;
  traceState: string;
  flags: number;
  name: string;
  /** OTLP's SpanKind number, as sent. */
  kind: number;
  startTimeUnixNano: UnixNanos;
  endTimeUnixNano: UnixNanos;
  attributes: Attribute[];
  droppedAttributesCount: number;
  events: SpanEvent[];
  droppedEventsCount: number;
  links: SpanLink[];
  droppedLinksCount: number;
  /** OTLP's StatusCode number, as sent. */
  statusCode: number;
  statusMessage: string;
  /**
   * Values of this span (its name and its resource's and scope's included) that are not what was sent: cut to size, not
   * valid Unicode, beyond what OTLP knows or holds (a kind, a status code, an integer), or of the profiles signal.
   */
  alteredValuesCount: number;
}
