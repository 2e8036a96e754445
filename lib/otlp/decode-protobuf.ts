import { COST } from './decode-budget';
import { type EntityRef, entityRefsText } from './entity-refs';
import { dropRepeatedKeys } from './keep-last';
import type { Resource, Scope, Span } from './model';
import { readAttribute } from './protobuf-attributes';
import { ProtobufReader } from './protobuf-reader';
import { readSpan } from './protobuf-span';

/**
 * The spans of a protobuf ExportTraceServiceRequest (or TracesData, which is written alike), in the order they came.
 *
 * Fields that this version does not know are passed over. A message field that should come once but comes twice merges
 * (lists are joined, of single values the last wins), as protobuf says. Of attributes with the same key the last stays and
 * the others count as dropped. Ids, times and enums are as sent: `lib/ingest` checks them.
 *
 * @param bytes the body, not compressed; it is not kept
 * @throws InvalidOtlp for bytes that are not such a message, for values nested deeper than MAX_VALUE_DEPTH and for more
 *   than DECODE_BUDGET
 */
export function decodeProtobuf(bytes: Uint8Array): Span[] {
  const reader = new ProtobufReader(bytes);
  const spans: Span[] = [];
  while (reader.position < reader.length) {
    const tag = reader.tag();
    if (tag === 0x0a) readResourceSpans(reader, spans);
    else reader.skipUnknown(tag, 1);
  }
  reader.finish(reader.length);
  return spans;
}

function readResourceSpans(reader: ProtobufReader, spans: Span[]): void {
  reader.spend(COST.group);
  const end = reader.messageEnd();
  const first = spans.length;
  const resource: Resource = { attributes: [], droppedAttributesCount: 0, entityRefs: '', schemaUrl: '' };
  const entityRefs: EntityRef[] = [];
  let altered = 0;
  while (reader.position < end) {
    const tag = reader.tag();
    const before = reader.altered;
    switch (tag) {
      case 0x0a:
        readResource(reader, resource, entityRefs);
        altered += reader.altered - before;
        break;
      case 0x12:
        readScopeSpans(reader, resource, spans);
        break;
      case 0x1a:
        resource.schemaUrl = reader.text();
        altered += reader.altered - before;
        break;
      default:
        reader.skipUnknown(tag, 3);
    }
  }
  reader.finish(end);
  dropRepeatedKeys(resource);
  resource.entityRefs = entityRefsText(entityRefs);
  addAltered(spans, first, altered);
}

function readResource(reader: ProtobufReader, resource: Resource, entityRefs: EntityRef[]): void {
  const end = reader.messageEnd();
  while (reader.position < end) {
    const tag = reader.tag();
    switch (tag) {
      case 0x0a:
        resource.attributes.push(readAttribute(reader));
        break;
      case 0x10:
        resource.droppedAttributesCount = reader.uint32();
        break;
      case 0x1a:
        entityRefs.push(readEntityRef(reader));
        break;
      default:
        reader.skipUnknown(tag, 3);
    }
  }
  reader.finish(end);
}

function readEntityRef(reader: ProtobufReader): EntityRef {
  reader.spend(COST.group);
  const end = reader.messageEnd();
  const entity: EntityRef = { schemaUrl: '', type: '', idKeys: [], descriptionKeys: [] };
  while (reader.position < end) {
    const tag = reader.tag();
    switch (tag) {
      case 0x0a:
        entity.schemaUrl = reader.text();
        break;
      case 0x12:
        entity.type = reader.text();
        break;
      case 0x1a:
        reader.spend(COST.value);
        entity.idKeys.push(reader.text());
        break;
      case 0x22:
        reader.spend(COST.value);
        entity.descriptionKeys.push(reader.text());
        break;
      default:
        reader.skipUnknown(tag, 4);
    }
  }
  reader.finish(end);
  return entity;
}

function readScopeSpans(reader: ProtobufReader, resource: Resource, spans: Span[]): void {
  reader.spend(COST.group);
  const end = reader.messageEnd();
  const first = spans.length;
  const scope: Scope = { name: '', version: '', attributes: [], droppedAttributesCount: 0, schemaUrl: '' };
  let altered = 0;
  while (reader.position < end) {
    const tag = reader.tag();
    const before = reader.altered;
    switch (tag) {
      case 0x0a:
        readScope(reader, scope);
        altered += reader.altered - before;
        break;
      case 0x12:
        spans.push(readSpan(reader, resource, scope));
        break;
      case 0x1a:
        scope.schemaUrl = reader.text();
        altered += reader.altered - before;
        break;
      default:
        reader.skipUnknown(tag, 3);
    }
  }
  reader.finish(end);
  dropRepeatedKeys(scope);
  addAltered(spans, first, altered);
}

function readScope(reader: ProtobufReader, scope: Scope): void {
  const end = reader.messageEnd();
  while (reader.position < end) {
    const tag = reader.tag();
    switch (tag) {
      case 0x0a:
        scope.name = reader.text();
        break;
      case 0x12:
        scope.version = reader.text();
        break;
      case 0x1a:
        scope.attributes.push(readAttribute(reader));
        break;
      case 0x20:
        scope.droppedAttributesCount = reader.uint32();
        break;
      default:
        reader.skipUnknown(tag, 4);
    }
  }
  reader.finish(end);
}

/** What was altered in a resource or scope counts for each of its spans. */
function addAltered(spans: Span[], first: number, altered: number): void {
  if (altered === 0) return;
  for (const span of spans.slice(first)) span.alteredValuesCount += altered;
}
