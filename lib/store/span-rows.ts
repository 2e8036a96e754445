import type { Attribute, Resource, Scope, Span } from '@/lib/otlp/model';
import { SPAN_KIND_NAMES, STATUS_CODE_NAMES } from '@/lib/trace/trace';
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
 * Spans as RowBinary rows of {@link SPAN_STRUCTURE}: the first ones, until they take `maxBytes` (one at least, and all unless
 * told otherwise). A resource is written beside each of its spans, so rows may take a thousand times what the request did.
 * @returns the rows, a view that the next call overwrites, and how many they are
 */
export function encodeSpans(
  spans: readonly Span[],
  maxBytes = Number.POSITIVE_INFINITY,
): { readonly rows: Buffer; readonly spanCount: number } {
  rows.reset();
  // Spans of one export share a resource and a scope: their bytes are made once.
  const tails = new Map<Resource, Map<Scope, Uint8Array>>();
  let spanCount = 0;
  for (const span of spans) {
    if (rows.size >= maxBytes) break;
    encodeSpan(span);
    let byScope = tails.get(span.resource);
    if (!byScope) tails.set(span.resource, (byScope = new Map()));
    let tail = byScope.get(span.scope);
    if (!tail) byScope.set(span.scope, (tail = encodeTail(span.resource, span.scope)));
    rows.raw(tail);
    spanCount++;
  }
  return { rows: rows.bytes(), spanCount };
}

const rows = new RowBinaryWriter();
const tailWriter = new RowBinaryWriter();

function encodeSpan(span: Span): void {
  const duration = span.endTimeUnixNano - span.startTimeUnixNano;
  rows.int64(span.startTimeUnixNano);
  rows.string(span.traceId);
  rows.string(span.spanId);
  rows.string(span.parentSpanId);
  rows.string(span.traceState);
  rows.string(span.name);
  rows.string(SPAN_KIND_NAMES[span.kind] ?? 'Unspecified');
  rows.uint64(duration > 0n ? duration : 0n);
  rows.uint64(duration < 0n ? -duration : 0n);
  rows.string(STATUS_CODE_NAMES[span.statusCode] ?? 'Unset');
  rows.string(span.statusMessage);
  rows.uint32(span.flags);
  rows.uint32(span.droppedAttributesCount);
  rows.uint32(span.droppedEventsCount);
  rows.uint32(span.droppedLinksCount);
  rows.uint32(span.alteredValuesCount);
  writeAttributes(rows, span.attributes);
  writeTypes(rows, span.attributes);

  const { events, links } = span;
  writeArray(events, (event) => rows.int64(event.timeUnixNano));
  writeArray(events, (event) => rows.string(event.name));
  writeArray(events, (event) => writeAttributes(rows, event.attributes));
  writeArray(events, (event) => writeTypes(rows, event.attributes));
  writeArray(events, (event) => rows.uint32(event.droppedAttributesCount));
  writeArray(links, (link) => rows.string(link.traceId));
  writeArray(links, (link) => rows.string(link.spanId));
  writeArray(links, (link) => rows.string(link.traceState));
  writeArray(links, (link) => writeAttributes(rows, link.attributes));
  writeArray(links, (link) => writeTypes(rows, link.attributes));
  writeArray(links, (link) => rows.uint32(link.droppedAttributesCount));
  writeArray(links, (link) => rows.uint32(link.flags));
}

function encodeTail(resource: Resource, scope: Scope): Uint8Array {
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
  return Uint8Array.from(out.bytes());
}

/** `service.name`; '' when the resource has none, which the pages show as "(no service name)". */
function serviceName(resource: Resource): string {
  return resource.attributes.find((attribute) => attribute.key === 'service.name')?.text ?? '';
}

function writeArray<T>(items: readonly T[], write: (item: T) => void): void {
  rows.varint(items.length);
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
