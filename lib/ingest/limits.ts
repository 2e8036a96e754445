import { addToCount } from '@/lib/otlp/counts';
import type { Attribute, Resource, Scope, Span, SpanEvent, SpanLink } from '@/lib/otlp/model';
import { cutToBytes } from './cut-text';

/** What one span may hold. Sizes are bytes of UTF-8. */
export interface IngestLimits {
  /** Of a span, resource, scope, event or link, each. */
  readonly maxAttributes: number;
  readonly maxKeyBytes: number;
  /** Of an attribute's text, a status message, a trace state, a schema url or all entity references. */
  readonly maxValueBytes: number;
  /** Of the name of a span, event, scope or service, or a scope's version. */
  readonly maxNameBytes: number;
  readonly maxEvents: number;
  /** A batch of orders carries a link for each: far more than the 128 that SDKs allow unless told otherwise. */
  readonly maxLinks: number;
}

export const DEFAULT_LIMITS: IngestLimits = {
  maxAttributes: 256,
  maxKeyBytes: 256,
  maxValueBytes: 16 * 1024,
  maxNameBytes: 1024,
  maxEvents: 512,
  maxLinks: 10_000,
};

/**
 * Cuts spans to size, in place, and counts on each span what it lost:
 * - attributes, events and links beyond their number are dropped from the end, and the dropped counts rise;
 * - an attribute whose key is too long is dropped and counted: a cut key would be another key;
 * - longer texts are cut between two characters and count in `alteredValuesCount`. An array or list that is cut is a
 *   string from then on, since half of its JSON means nothing; bytes are cut between whole bytes; entity references that
 *   are too long are left out.
 *
 * A resource or scope that several spans share is cut once and its altered values count on each of them. Spans that share
 * one must come in the same call.
 */
export function limitSpans(spans: readonly Span[], limits: IngestLimits): void {
  const shared = new Map<Resource | Scope, number>();
  for (const { resource, scope } of spans) {
    if (!shared.has(resource)) shared.set(resource, limitResource(resource, limits));
    if (!shared.has(scope)) shared.set(scope, limitScope(scope, limits));
  }
  for (const span of spans) {
    const altered = limitSpan(span, limits) + (shared.get(span.resource) ?? 0) + (shared.get(span.scope) ?? 0);
    if (altered > 0) span.alteredValuesCount = addToCount(span.alteredValuesCount, altered);
  }
}

function limitResource(resource: Resource, limits: IngestLimits): number {
  let altered = limitText(resource, 'schemaUrl', limits.maxValueBytes) + limitAttributes(resource, limits);
  // A name rather than a value: it stands in URLs, which a server takes up to 16 KiB of.
  const name = resource.attributes.findIndex(({ key }) => key === 'service.name');
  const attribute = resource.attributes[name];
  if (attribute) {
    const cut = cutAttribute(attribute, limits.maxNameBytes);
    if (cut !== attribute) {
      resource.attributes[name] = cut;
      altered++;
    }
  }
  if (cutToBytes(resource.entityRefs, limits.maxValueBytes) !== resource.entityRefs) {
    resource.entityRefs = '';
    altered++;
  }
  return altered;
}

function limitScope(scope: Scope, limits: IngestLimits): number {
  return (
    limitText(scope, 'name', limits.maxNameBytes) +
    limitText(scope, 'version', limits.maxNameBytes) +
    limitText(scope, 'schemaUrl', limits.maxValueBytes) +
    limitAttributes(scope, limits)
  );
}

function limitSpan(span: Span, limits: IngestLimits): number {
  let altered =
    limitText(span, 'name', limits.maxNameBytes) +
    limitText(span, 'traceState', limits.maxValueBytes) +
    limitText(span, 'statusMessage', limits.maxValueBytes) +
    limitAttributes(span, limits);
  if (span.events.length > limits.maxEvents) {
    span.droppedEventsCount = addToCount(span.droppedEventsCount, span.events.length - limits.maxEvents);
    span.events = span.events.slice(0, limits.maxEvents);
  }
  if (span.links.length > limits.maxLinks) {
    span.droppedLinksCount = addToCount(span.droppedLinksCount, span.links.length - limits.maxLinks);
    span.links = span.links.slice(0, limits.maxLinks);
  }
  for (const event of span.events) {
    altered += limitText(event, 'name', limits.maxNameBytes) + limitAttributes(event, limits);
  }
  for (const link of span.links) {
    altered += limitText(link, 'traceState', limits.maxValueBytes) + limitAttributes(link, limits);
  }
  return altered;
}

/** @returns how many texts were cut: 0 or 1 */
function limitText<Field extends string>(owner: Record<Field, string>, field: Field, maxBytes: number): number {
  const text = cutToBytes(owner[field], maxBytes);
  if (text === owner[field]) return 0;
  owner[field] = text;
  return 1;
}

/** @returns how many values were cut */
function limitAttributes(owner: Span | Resource | Scope | SpanEvent | SpanLink, limits: IngestLimits): number {
  const { maxAttributes, maxKeyBytes, maxValueBytes } = limits;
  const kept = owner.attributes.filter(({ key }) => cutToBytes(key, maxKeyBytes) === key).slice(0, maxAttributes);
  const dropped = owner.attributes.length - kept.length;
  if (dropped > 0) owner.droppedAttributesCount = addToCount(owner.droppedAttributesCount, dropped);

  let altered = 0;
  owner.attributes = kept.map((attribute) => {
    const cut = cutAttribute(attribute, maxValueBytes);
    if (cut !== attribute) altered++;
    return cut;
  });
  return altered;
}

function cutAttribute(attribute: Attribute, maxBytes: number): Attribute {
  const { key, text, type } = attribute;
  const cut = cutToBytes(text, maxBytes);
  if (cut === text) return attribute;
  // Four characters of base64 are three bytes.
  if (type === 'bytes') return { key, text: cut.slice(0, cut.length - (cut.length % 4)), type };
  return { key, text: cut, type: '' };
}
