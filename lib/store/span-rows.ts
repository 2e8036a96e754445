import type { Attribute, Resource, Scope, Span } from '@/lib/otlp/model';
import { SPAN_KIND_NAMES, STATUS_CODE_NAMES } from '@/lib/trace/trace';
import { idOf } from './new-spans';
import { RowBinaryWriter } from './row-binary';

const STRINGS = 'Map(String, String)';

/** The columns of `otel_traces` that ingest fills, in the order in which {@link encodeSpans} writes them. */
export const SPAN_STRUCTURE = [
  'Timestamp DateTime64(9)',
  'TraceId String',
  'SpanId String',
  'ParentSpanId String',
  'TraceState String',
  'SpanName String',
  'SpanKind String',
  'Duration UInt64',
  'EndedBeforeStart UInt64',
  'StatusCode String',
  'StatusMessage String',
  'Flags UInt32',
  'DroppedAttributesCount UInt32',
  'DroppedEventsCount UInt32',
  'DroppedLinksCount UInt32',
  'AlteredValuesCount UInt32',
  `SpanAttributes ${STRINGS}`,
  `SpanAttributeTypes ${STRINGS}`,
  '`Events.Timestamp` Array(DateTime64(9))',
  '`Events.Name` Array(String)',
  `\`Events.Attributes\` Array(${STRINGS})`,
  `EventAttributeTypes Array(${STRINGS})`,
  'EventDroppedAttributesCounts Array(UInt32)',
  '`Links.TraceId` Array(String)',
  '`Links.SpanId` Array(String)',
  '`Links.TraceState` Array(String)',
  `\`Links.Attributes\` Array(${STRINGS})`,
  `LinkAttributeTypes Array(${STRINGS})`,
  'LinkDroppedAttributesCounts Array(UInt32)',
  'LinkFlags Array(UInt32)',
  'ServiceName String',
  `ResourceAttributes ${STRINGS}`,
  `ResourceAttributeTypes ${STRINGS}`,
  'ResourceDroppedAttributesCount UInt32',
  'ResourceEntityRefs String',
  'ResourceSchemaUrl String',
  'ScopeName String',
  'ScopeVersion String',
  `ScopeAttributes ${STRINGS}`,
  `ScopeAttributeTypes ${STRINGS}`,
  'ScopeDroppedAttributesCount UInt32',
  'ScopeSchemaUrl String',
].join(', ');

/**
 * Spans as RowBinary rows of {@link SPAN_STRUCTURE}, in two parts: a head for each span, and the tail that it shares with all
 * spans of its resource and scope. Whole rows may take a thousand times what the request did; they are put together in
 * pieces ({@link joinRows}). Spans that wait are kept as this: objects would outlive the young heap and take five times the room.
 */
export interface EncodedSpans {
  /** {@link idOf} each span. */
  readonly ids: readonly string[];
  readonly heads: Buffer;
  /** Where each head ends in `heads`. */
  readonly headEnds: Uint32Array;
  readonly tails: readonly Buffer[];
  /** Which tail a span has. */
  readonly tailOf: Uint32Array;
}

/** One of the spans that were encoded together. */
export interface EncodedSpan {
  readonly of: EncodedSpans;
  readonly index: number;
}

export function encodeSpans(spans: readonly Span[]): EncodedSpans {
  heads.reset();
  const headEnds = new Uint32Array(spans.length);
  const tailOf = new Uint32Array(spans.length);
  const tails: Buffer[] = [];
  const known = new Map<Resource, Map<Scope, number>>();
  for (const [index, span] of spans.entries()) {
    encodeHead(span);
    headEnds[index] = heads.size;
    let byScope = known.get(span.resource);
    if (!byScope) known.set(span.resource, (byScope = new Map()));
    let tail = byScope.get(span.scope);
    if (tail === undefined) {
      byScope.set(span.scope, (tail = tails.length));
      tails.push(encodeTail(span.resource, span.scope));
    }
    tailOf[index] = tail;
  }
  return { ids: spans.map(idOf), heads: Buffer.from(heads.bytes()), headEnds, tails, tailOf };
}

/**
 * The rows of the first of these spans, until they take `maxBytes`: one at least.
 * @returns the rows, a view that the next call overwrites, and how many they are
 */
export function joinRows(spans: readonly EncodedSpan[], maxBytes: number): { rows: Buffer; spanCount: number } {
  joined.reset();
  let spanCount = 0;
  for (const { of, index } of spans) {
    if (joined.size >= maxBytes) break;
    joined.copy(of.heads, index === 0 ? 0 : (of.headEnds[index - 1] ?? 0), of.headEnds[index] ?? 0);
    const tail = of.tails[of.tailOf[index] ?? 0];
    if (!tail) throw new Error('A span without the tail of its row');
    joined.copy(tail, 0, tail.length);
    spanCount++;
  }
  return { rows: joined.bytes(), spanCount };
}

const heads = new RowBinaryWriter();
const tailWriter = new RowBinaryWriter();
const joined = new RowBinaryWriter();

function encodeHead(span: Span): void {
  const duration = span.endTimeUnixNano - span.startTimeUnixNano;
  heads.int64(span.startTimeUnixNano);
  heads.string(span.traceId);
  heads.string(span.spanId);
  heads.string(span.parentSpanId);
  heads.string(span.traceState);
  heads.string(span.name);
  heads.string(SPAN_KIND_NAMES[span.kind] ?? 'Unspecified');
  heads.uint64(duration > 0n ? duration : 0n);
  heads.uint64(duration < 0n ? -duration : 0n);
  heads.string(STATUS_CODE_NAMES[span.statusCode] ?? 'Unset');
  heads.string(span.statusMessage);
  heads.uint32(span.flags);
  heads.uint32(span.droppedAttributesCount);
  heads.uint32(span.droppedEventsCount);
  heads.uint32(span.droppedLinksCount);
  heads.uint32(span.alteredValuesCount);
  writeAttributes(heads, span.attributes);
  writeTypes(heads, span.attributes);

  const { events, links } = span;
  writeArray(events, (event) => heads.int64(event.timeUnixNano));
  writeArray(events, (event) => heads.string(event.name));
  writeArray(events, (event) => writeAttributes(heads, event.attributes));
  writeArray(events, (event) => writeTypes(heads, event.attributes));
  writeArray(events, (event) => heads.uint32(event.droppedAttributesCount));
  writeArray(links, (link) => heads.string(link.traceId));
  writeArray(links, (link) => heads.string(link.spanId));
  writeArray(links, (link) => heads.string(link.traceState));
  writeArray(links, (link) => writeAttributes(heads, link.attributes));
  writeArray(links, (link) => writeTypes(heads, link.attributes));
  writeArray(links, (link) => heads.uint32(link.droppedAttributesCount));
  writeArray(links, (link) => heads.uint32(link.flags));
}

function encodeTail(resource: Resource, scope: Scope): Buffer {
  const out = tailWriter;
  out.reset();
  out.string(serviceName(resource));
  writeAttributes(out, resource.attributes);
  writeTypes(out, resource.attributes);
  out.uint32(resource.droppedAttributesCount);
  out.string(resource.entityRefs);
  out.string(resource.schemaUrl);
  out.string(scope.name);
  out.string(scope.version);
  writeAttributes(out, scope.attributes);
  writeTypes(out, scope.attributes);
  out.uint32(scope.droppedAttributesCount);
  out.string(scope.schemaUrl);
  return Buffer.from(out.bytes());
}

/** `service.name`; '' when the resource has none, which the pages show as "(no service name)". */
function serviceName(resource: Resource): string {
  return resource.attributes.find((attribute) => attribute.key === 'service.name')?.text ?? '';
}

function writeArray<T>(items: readonly T[], write: (item: T) => void): void {
  heads.varint(items.length);
  for (const item of items) write(item);
}

function writeAttributes(out: RowBinaryWriter, attributes: readonly Attribute[]): void {
  out.varint(attributes.length);
  for (const { key, text } of attributes) {
    out.string(key);
    out.string(text);
  }
}

/** Strings, nearly all, have no entry. */
function writeTypes(out: RowBinaryWriter, attributes: readonly Attribute[]): void {
  let typed = 0;
  for (const { type } of attributes) if (type !== '') typed++;
  out.varint(typed);
  if (typed === 0) return;
  for (const { key, type } of attributes) {
    if (type === '') continue;
    out.string(key);
    out.string(type);
  }
}
