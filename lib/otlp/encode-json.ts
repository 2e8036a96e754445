import { type AnyValue, anyValueOfAttribute } from './any-value';
import type { Attribute, Resource, Scope, Span, SpanEvent, SpanLink } from './model';

/** OTLP's TracesData as an object to be written with `JSON.stringify`. */
export interface TracesData {
  readonly resourceSpans: readonly ResourceSpans[];
}

interface ResourceSpans {
  readonly resource: Json;
  readonly scopeSpans: { readonly scope: Json; readonly spans: Json[]; readonly schemaUrl?: string }[];
  readonly schemaUrl?: string;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Spans as OTLP JSON, grouped by resource and scope: equal ones become one group, in the order in which they come first.
 * `decodeJson(JSON.stringify(encodeTraceJson(spans)))` gives the same spans in the groups' order, except that OTLP has no
 * place for `alteredValuesCount`. Members with their default value are left out, but for the ones that every reader expects.
 */
export function encodeTraceJson(spans: readonly Span[]): TracesData {
  const resourceText = remember((resource: Resource) => JSON.stringify(resource));
  const scopeText = remember((scope: Scope) => JSON.stringify(scope));
  const resources = new Map<string, { group: ResourceSpans; scopes: Map<string, Json[]> }>();
  for (const span of spans) {
    const resourceKey = resourceText(span.resource);
    let entry = resources.get(resourceKey);
    if (!entry) {
      entry = { group: encodeResource(span.resource), scopes: new Map() };
      resources.set(resourceKey, entry);
    }
    const scopeKey = scopeText(span.scope);
    let list = entry.scopes.get(scopeKey);
    if (!list) {
      list = [];
      entry.scopes.set(scopeKey, list);
      entry.group.scopeSpans.push(encodeScope(span.scope, list));
    }
    list.push(encodeSpan(span));
  }
  return { resourceSpans: [...resources.values()].map(({ group }) => group) };
}

/** Spans mostly share their resource and scope objects: the text of each object is made once. */
function remember<Key extends object>(make: (key: Key) => string): (key: Key) => string {
  const known = new Map<Key, string>();
  return (key) => {
    let text = known.get(key);
    if (text === undefined) {
      text = make(key);
      known.set(key, text);
    }
    return text;
  };
}

function encodeResource(resource: Resource): ResourceSpans {
  return {
    resource: {
      attributes: encodeAttributes(resource.attributes),
      ...unlessDefault('droppedAttributesCount', resource.droppedAttributesCount),
      ...(resource.entityRefs === '' ? {} : { entityRefs: JSON.parse(resource.entityRefs) as unknown }),
    },
    scopeSpans: [],
    ...unlessDefault('schemaUrl', resource.schemaUrl),
  };
}

function encodeScope(scope: Scope, spans: Json[]): ResourceSpans['scopeSpans'][number] {
  return {
    scope: {
      name: scope.name,
      ...unlessDefault('version', scope.version),
      ...unlessEmpty('attributes', encodeAttributes(scope.attributes)),
      ...unlessDefault('droppedAttributesCount', scope.droppedAttributesCount),
    },
    spans,
    ...unlessDefault('schemaUrl', scope.schemaUrl),
  };
}

function encodeSpan(span: Span): Json {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...unlessDefault('traceState', span.traceState),
    ...unlessDefault('parentSpanId', span.parentSpanId),
    ...unlessDefault('flags', span.flags),
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: String(span.startTimeUnixNano),
    endTimeUnixNano: String(span.endTimeUnixNano),
    attributes: encodeAttributes(span.attributes),
    ...unlessDefault('droppedAttributesCount', span.droppedAttributesCount),
    ...unlessEmpty('events', span.events.map(encodeEvent)),
    ...unlessDefault('droppedEventsCount', span.droppedEventsCount),
    ...unlessEmpty('links', span.links.map(encodeLink)),
    ...unlessDefault('droppedLinksCount', span.droppedLinksCount),
    status: { ...unlessDefault('message', span.statusMessage), ...unlessDefault('code', span.statusCode) },
  };
}

function encodeEvent(event: SpanEvent): Json {
  return {
    timeUnixNano: String(event.timeUnixNano),
    name: event.name,
    ...unlessEmpty('attributes', encodeAttributes(event.attributes)),
    ...unlessDefault('droppedAttributesCount', event.droppedAttributesCount),
  };
}

function encodeLink(link: SpanLink): Json {
  return {
    traceId: link.traceId,
    spanId: link.spanId,
    ...unlessDefault('traceState', link.traceState),
    ...unlessEmpty('attributes', encodeAttributes(link.attributes)),
    ...unlessDefault('droppedAttributesCount', link.droppedAttributesCount),
    ...unlessDefault('flags', link.flags),
  };
}

function encodeAttributes(attributes: readonly Attribute[]): { key: string; value: AnyValue }[] {
  return attributes.map((attribute) => ({ key: attribute.key, value: anyValueOfAttribute(attribute) }));
}

function unlessDefault<Key extends string, Value extends string | number>(key: Key, value: Value) {
  return (value === '' || value === 0 ? {} : { [key]: value }) as { [key in Key]?: Value };
}

function unlessEmpty(key: string, list: readonly unknown[]): Json {
  return list.length === 0 ? {} : { [key]: list };
}
