import { Buffer } from 'node:buffer';
import type { AnyValue } from '../any-value';
import type { Attribute, Resource, Scope, Span } from '../model';
import { messageToJson, type PlainMessage, type PlainValue } from './request-codec';

/**
 * The spans that a decoder must find in a request: the slow and obvious second implementation. It works on the message
 * itself, so it says nothing about malformed bytes.
 */
export function expectedSpans(request: PlainMessage): Span[] {
  return list(request['resourceSpans']).flatMap((group) => {
    const resource = expectedResource(group);
    const inResource = strindexes(group['resource']);
    return list(group['scopeSpans']).flatMap((scopeSpans) => {
      const scope = expectedScope(scopeSpans);
      const inScope = strindexes(scopeSpans['scope']);
      return list(scopeSpans['spans']).map((span) => expectedSpan(span, resource, scope, inResource + inScope));
    });
  });
}

function expectedResource(group: PlainMessage): Resource {
  const resource = message(group['resource']);
  const entityRefs = list(resource['entityRefs']).map((entity) => ({
    schemaUrl: entity['schemaUrl'] ?? '',
    type: entity['type'] ?? '',
    idKeys: entity['idKeys'] ?? [],
    descriptionKeys: entity['descriptionKeys'] ?? [],
  }));
  return {
    ...expectedAttributes(resource),
    entityRefs: entityRefs.length === 0 ? '' : JSON.stringify(entityRefs),
    schemaUrl: text(group['schemaUrl']),
  };
}

function expectedScope(scopeSpans: PlainMessage): Scope {
  const scope = message(scopeSpans['scope']);
  return {
    name: text(scope['name']),
    version: text(scope['version']),
    ...expectedAttributes(scope),
    schemaUrl: text(scopeSpans['schemaUrl']),
  };
}

function expectedSpan(span: PlainMessage, resource: Resource, scope: Scope, alteredAround: number): Span {
  const parent = hex(span['parentSpanId']);
  const status = message(span['status']);
  return {
    resource,
    scope,
    traceId: hex(span['traceId']),
    spanId: hex(span['spanId']),
    parentSpanId: /[1-9a-f]/.test(parent) ? parent : '',
    traceState: text(span['traceState']),
    flags: number(span['flags']),
    name: text(span['name']),
    kind: number(span['kind']),
    startTimeUnixNano: nanos(span['startTimeUnixNano']),
    endTimeUnixNano: nanos(span['endTimeUnixNano']),
    ...expectedAttributes(span),
    events: list(span['events']).map((event) => ({
      timeUnixNano: nanos(event['timeUnixNano']),
      name: text(event['name']),
      ...expectedAttributes(event),
    })),
    droppedEventsCount: number(span['droppedEventsCount']),
    links: list(span['links']).map((link) => ({
      traceId: hex(link['traceId']),
      spanId: hex(link['spanId']),
      traceState: text(link['traceState']),
      flags: number(link['flags']),
      ...expectedAttributes(link),
    })),
    droppedLinksCount: number(span['droppedLinksCount']),
    statusCode: number(status['code']),
    statusMessage: text(status['message']),
    alteredValuesCount: alteredAround + strindexes(span),
  };
}

function expectedAttributes(owner: PlainMessage) {
  const all = list(owner['attributes']);
  const byKey = new Map(all.map((entry) => [text(entry['key']), expectedValue(message(entry['value']))]));
  const attributes: Attribute[] = [...byKey].map(([key, value]) => ({ key, ...value }));
  const repeated = all.length - attributes.length;
  const droppedAttributesCount = Math.min(number(owner['droppedAttributesCount']) + repeated, 0xffff_ffff);
  return { attributes, droppedAttributesCount };
}

function expectedValue(value: PlainMessage): Pick<Attribute, 'text' | 'type'> {
  const json = completed(messageToJson('AnyValue', value));
  const { stringValue, intValue, doubleValue, boolValue, bytesValue } = json;
  if (stringValue !== undefined) return { text: stringValue, type: '' };
  if (intValue !== undefined) return { text: intValue, type: 'int' };
  if (doubleValue !== undefined) return { text: String(doubleValue), type: 'double' };
  if (boolValue !== undefined) return { text: String(boolValue), type: 'bool' };
  if (bytesValue !== undefined) return { text: bytesValue, type: 'bytes' };
  if (!json.arrayValue && !json.kvlistValue) return { text: '', type: 'empty' };
  return { text: readable(json), type: JSON.stringify(json) as `{${string}` };
}

/** Without the fields for profiles and with every list and key that a sender may leave out. */
function completed(json: AnyValueAsSent): AnyValue {
  const { stringValueStrindex: _, arrayValue, kvlistValue, ...scalar } = json;
  if (arrayValue) return { arrayValue: { values: (arrayValue.values ?? []).map(completed) } };
  if (!kvlistValue) return scalar;
  const values = (kvlistValue.values ?? []).map(({ key = '', value = {} }) => ({ key, value: completed(value) }));
  return { kvlistValue: { values } };
}

interface AnyValueAsSent extends Omit<AnyValue, 'arrayValue' | 'kvlistValue'> {
  stringValueStrindex?: number;
  arrayValue?: { values?: AnyValueAsSent[] };
  kvlistValue?: { values?: { key?: string; value?: AnyValueAsSent }[] };
}

function readable({ arrayValue, kvlistValue, intValue, ...scalar }: AnyValue): string {
  if (arrayValue) return `[${arrayValue.values.map(readable).join(',')}]`;
  if (kvlistValue) {
    return `{${kvlistValue.values.map(({ key, value }) => `${JSON.stringify(key)}:${readable(value)}`).join(',')}}`;
  }
  return intValue ?? JSON.stringify(Object.values(scalar)[0] ?? null);
}

/** How many fields for profiles are anywhere in a value: each counts as altered. protobuf leaves out a key index of 0. */
function strindexes(value: PlainValue | undefined): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + strindexes(each), 0);
  if (typeof value !== 'object' || value instanceof Uint8Array) return 0;
  return Object.entries(value).reduce((sum, [key, each]) => {
    if (key === 'stringValueStrindex') return sum + 1;
    if (key === 'keyStrindex') return sum + (each === 0 ? 0 : 1);
    return sum + strindexes(each);
  }, 0);
}

const list = (value: PlainValue | undefined): PlainMessage[] => (value ?? []) as PlainMessage[];
const message = (value: PlainValue | undefined): PlainMessage => (value ?? {}) as PlainMessage;
const text = (value: PlainValue | undefined): string => (value ?? '') as string;
const number = (value: PlainValue | undefined): number => (value ?? 0) as number;
const nanos = (value: PlainValue | undefined): bigint => (value ?? 0n) as bigint;
const hex = (value: PlainValue | undefined): string => Buffer.from((value ?? []) as Uint8Array).toString('hex');
