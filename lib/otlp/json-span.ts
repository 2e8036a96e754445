import { COST } from './decode-budget';
import { parentOrRoot } from './ids';
import { readAttributes } from './json-attributes';
import type { JsonFields, JsonObject } from './json-fields';
import { dropRepeatedKeys } from './keep-last';
import type { Resource, Scope, Span, SpanEvent, SpanLink } from './model';

const SPAN_KINDS = [
  'SPAN_KIND_UNSPECIFIED',
  'SPAN_KIND_INTERNAL',
  'SPAN_KIND_SERVER',
  'SPAN_KIND_CLIENT',
  'SPAN_KIND_PRODUCER',
  'SPAN_KIND_CONSUMER',
];
const STATUS_CODES = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'];

/** Reads a Span. Its `alteredValuesCount` is of its own values; those of resource and scope come on top. */
export function readSpan(fields: JsonFields, json: JsonObject, resource: Resource, scope: Scope): Span {
  fields.spend(COST.span);
  const before = fields.altered;
  const status = fields.object(json, 'status');
  const events: SpanEvent[] = [];
  fields.each(json, 'events', (event) => events.push(readEvent(fields, event)));
  const links: SpanLink[] = [];
  fields.each(json, 'links', (link) => links.push(readLink(fields, link)));
  const span: Span = {
    resource,
    scope,
    traceId: fields.hex(json, 'traceId'),
    spanId: fields.hex(json, 'spanId'),
    parentSpanId: parentOrRoot(fields.hex(json, 'parentSpanId')),
    traceState: fields.text(json, 'traceState'),
    flags: fields.uint32(json, 'flags'),
    name: fields.text(json, 'name'),
    kind: fields.enumeration(json, 'kind', SPAN_KINDS),
    startTimeUnixNano: fields.uint64(json, 'startTimeUnixNano'),
    endTimeUnixNano: fields.uint64(json, 'endTimeUnixNano'),
    attributes: readAttributes(fields, json),
    droppedAttributesCount: fields.uint32(json, 'droppedAttributesCount'),
    events,
    droppedEventsCount: fields.uint32(json, 'droppedEventsCount'),
    links,
    droppedLinksCount: fields.uint32(json, 'droppedLinksCount'),
    statusCode: fields.enumeration(status, 'code', STATUS_CODES),
    statusMessage: fields.text(status, 'message'),
    alteredValuesCount: 0,
  };
  dropRepeatedKeys(span);
  span.alteredValuesCount = fields.altered - before;
  return span;
}

function readEvent(fields: JsonFields, json: JsonObject): SpanEvent {
  fields.spend(COST.event);
  const event: SpanEvent = {
    timeUnixNano: fields.uint64(json, 'timeUnixNano'),
    name: fields.text(json, 'name'),
    attributes: readAttributes(fields, json),
    droppedAttributesCount: fields.uint32(json, 'droppedAttributesCount'),
  };
  dropRepeatedKeys(event);
  return event;
}

function readLink(fields: JsonFields, json: JsonObject): SpanLink {
  fields.spend(COST.link);
  const link: SpanLink = {
    traceId: fields.hex(json, 'traceId'),
    spanId: fields.hex(json, 'spanId'),
    traceState: fields.text(json, 'traceState'),
    flags: fields.uint32(json, 'flags'),
    attributes: readAttributes(fields, json),
    droppedAttributesCount: fields.uint32(json, 'droppedAttributesCount'),
  };
  dropRepeatedKeys(link);
  return link;
}
