import { COST } from './decode-budget';
import { parentOrRoot } from './ids';
import { dropRepeatedKeys } from './keep-last';
import type { Resource, Scope, Span, SpanEvent, SpanLink } from './model';
import { readAttribute } from './protobuf-attributes';
import type { ProtobufReader } from './protobuf-reader';

/** Reads a Span message. Its `alteredValuesCount` is of its own values; those of resource and scope come on top. */
export function readSpan(reader: ProtobufReader, resource: Resource, scope: Scope): Span {
  reader.spend(COST.span);
  const end = reader.messageEnd();
  const altered = reader.altered;
  const span: Span = {
    resource,
    scope,
    traceId: '',
    spanId: '',
    parentSpanId: '',
    traceState: '',
    flags: 0,
    name: '',
    kind: 0,
    startTimeUnixNano: 0n,
    endTimeUnixNano: 0n,
    attributes: [],
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    statusCode: 0,
    statusMessage: '',
    alteredValuesCount: 0,
  };
  while (reader.position < end) {
    const tag = reader.tag();
    switch (tag) {
      case 0x0a:
        span.traceId = reader.hex();
        break;
      case 0x12:
        span.spanId = reader.hex();
        break;
      case 0x1a:
        span.traceState = reader.text();
        break;
      case 0x22:
        span.parentSpanId = parentOrRoot(reader.hex());
        break;
      case 0x2a:
        span.name = reader.text();
        break;
      case 0x30:
        span.kind = reader.uint32() | 0;
        break;
      case 0x39:
        span.startTimeUnixNano = reader.fixed64();
        break;
      case 0x41:
        span.endTimeUnixNano = reader.fixed64();
        break;
      case 0x4a:
        span.attributes.push(readAttribute(reader));
        break;
      case 0x50:
        span.droppedAttributesCount = reader.uint32();
        break;
      case 0x5a:
        span.events.push(readEvent(reader));
        break;
      case 0x60:
        span.droppedEventsCount = reader.uint32();
        break;
      case 0x6a:
        span.links.push(readLink(reader));
        break;
      case 0x70:
        span.droppedLinksCount = reader.uint32();
        break;
      case 0x7a:
        readStatus(reader, span);
        break;
      case 0x85:
        span.flags = reader.fixed32();
        break;
      default:
        reader.skipUnknown(tag, 16);
    }
  }
  reader.finish(end);
  dropRepeatedKeys(span);
  span.alteredValuesCount = reader.altered - altered;
  return span;
}

function readEvent(reader: ProtobufReader): SpanEvent {
  reader.spend(COST.event);
  const end = reader.messageEnd();
  const event: SpanEvent = { timeUnixNano: 0n, name: '', attributes: [], droppedAttributesCount: 0 };
  while (reader.position < end) {
    const tag = reader.tag();
    switch (tag) {
      case 0x09:
        event.timeUnixNano = reader.fixed64();
        break;
      case 0x12:
        event.name = reader.text();
        break;
      case 0x1a:
        event.attributes.push(readAttribute(reader));
        break;
      case 0x20:
        event.droppedAttributesCount = reader.uint32();
        break;
      default:
        reader.skipUnknown(tag, 4);
    }
  }
  reader.finish(end);
  dropRepeatedKeys(event);
  return event;
}

function readLink(reader: ProtobufReader): SpanLink {
  reader.spend(COST.link);
  const end = reader.messageEnd();
  const link: SpanLink = {
    traceId: '',
    spanId: '',
    traceState: '',
    flags: 0,
    attributes: [],
    droppedAttributesCount: 0,
  };
  while (reader.position < end) {
    const tag = reader.tag();
    switch (tag) {
      case 0x0a:
        link.traceId = reader.hex();
        break;
      case 0x12:
        link.spanId = reader.hex();
        break;
      case 0x1a:
        link.traceState = reader.text();
        break;
      case 0x22:
        link.attributes.push(readAttribute(reader));
        break;
      case 0x28:
        link.droppedAttributesCount = reader.uint32();
        break;
      case 0x35:
        link.flags = reader.fixed32();
        break;
      default:
        reader.skipUnknown(tag, 6);
    }
  }
  reader.finish(end);
  dropRepeatedKeys(link);
  return link;
}

function readStatus(reader: ProtobufReader, span: Span): void {
  const end = reader.messageEnd();
  while (reader.position < end) {
    const tag = reader.tag();
    switch (tag) {
      case 0x08:
        // The status codes of gRPC, which OTLP used before 1.0 and has reserved since.
        reader.uint32();
        break;
      case 0x12:
        span.statusMessage = reader.text();
        break;
      case 0x18:
        span.statusCode = reader.uint32() | 0;
        break;
      default:
        reader.skipUnknown(tag, 3);
    }
  }
  reader.finish(end);
}
