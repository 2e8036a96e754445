import { textOfAnyValue } from '@/lib/otlp/any-value';
import type { Attribute, Resource, Scope, Span, SpanEvent, SpanLink } from '@/lib/otlp/model';
import { REF_TYPE_KEY } from './encode';
import { attributesOfTags, isObject, listOf, textOf } from './read-tags';

const KINDS: readonly unknown[] = ['', 'internal', 'server', 'client', 'producer', 'consumer'];
const STATUS_CODES: readonly unknown[] = ['', 'OK', 'ERROR'];
const STATUS_ERROR = 2;
const WARNINGS_KEY = 'jaeger.warnings';

export interface DecodedJaeger {
  readonly spans: Span[];
  /** Spans without an id or a start. */
  readonly unreadableCount: number;
}

/**
 * The spans of one trace in Jaeger's JSON, as `JaegerJsonWriter` and Jaeger itself write it: the inverse of what the
 * OpenTelemetry Collector's translator does. Tags that stand for fields of a span become these fields; the parent is the
 * first CHILD_OF reference within the trace, else the first FOLLOWS_FROM, which then stays a link, too; other references
 * become links. Ids are filled up with zeros in front, as Jaeger leaves them away. Times are in microseconds unless
 * `start_ns` and `duration_ns` say them exactly. Warnings become an attribute, `jaeger.warnings`.
 *
 * Never throws: what is not as it should be is read as text, or as missing; ids and times are judged by `lib/ingest`.
 */
export function decodeJaegerTrace(trace: Readonly<Record<string, unknown>>): DecodedJaeger {
  const processes = isObject(trace['processes']) ? trace['processes'] : {};
  const resources = new Map<string, Resource>();
  const resourceOf = (id: string): Resource => {
    let resource = resources.get(id);
    if (resource === undefined) {
      resource = readProcess(Object.hasOwn(processes, id) ? processes[id] : undefined);
      resources.set(id, resource);
    }
    return resource;
  };
  const scopes = new Map<string, Scope>();
  const spans: Span[] = [];
  const listed = listOf(trace['spans']);
  for (const json of listed) {
    const span = isObject(json) ? readSpan(json, resourceOf(textOf(json['processID'])), scopes) : null;
    if (span !== null) spans.push(span);
  }
  return { spans, unreadableCount: listed.length - spans.length };
}

function readProcess(process: unknown): Resource {
  const service = isObject(process) ? textOf(process['serviceName']) : '';
  const name: Attribute[] = service === '' ? [] : [{ key: 'service.name', text: service, type: '' }];
  const tags = isObject(process) ? attributesOfTags(process['tags']) : [];
  return { attributes: [...name, ...tags], droppedAttributesCount: 0, entityRefs: '', schemaUrl: '' };
}

function readSpan(
  json: Readonly<Record<string, unknown>>,
  resource: Resource,
  scopes: Map<string, Scope>,
): Span | null {
  const traceId = idOf(json['traceID'], 32);
  const spanId = idOf(json['spanID'], 16);
  const startMicros = nanosOf(json['startTime']);
  if (traceId === '' || spanId === '' || startMicros === null) return null;
  const tags = new Tags(attributesOfTags(json['tags']));
  const start = exactOr(tags.take('start_ns'), startMicros);
  const duration = exactOr(tags.take('duration_ns'), nanosOf(json['duration']) ?? 0n);
  const status = STATUS_CODES.indexOf(tags.take('otel.status_code'));
  const statusCode = status > 0 ? status : tags.isTrue('error') ? STATUS_ERROR : 0;
  if (statusCode === STATUS_ERROR) tags.takeIf('error', (text) => text === 'true');
  const warnings = listOf(json['warnings']).map((text) => ({ stringValue: textOf(text) }));
  return {
    resource,
    scope: scopeOf(tags.take('otel.scope.name') ?? '', tags.take('otel.scope.version') ?? '', scopes),
    traceId,
    spanId,
    ...referencesOf(json['references'], traceId),
    traceState: tags.take('w3c.tracestate') ?? '',
    flags: typeof json['flags'] === 'number' ? json['flags'] : 0,
    name: textOf(json['operationName']),
    kind: Math.max(0, KINDS.indexOf(tags.takeIf('span.kind', (text) => KINDS.includes(text)))),
    startTimeUnixNano: start,
    endTimeUnixNano: start + duration,
    statusCode,
    statusMessage: tags.take('otel.status_description') ?? '',
    events: listOf(json['logs']).filter(isObject).map(readLog),
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
    alteredValuesCount: 0,
    // After all others have taken theirs.
    attributes:
      warnings.length === 0
        ? tags.rest
        : [...tags.rest, { key: WARNINGS_KEY, ...textOfAnyValue({ arrayValue: { values: warnings } }) }],
  };
}

/** Tags of which some stand for fields: what is taken is no attribute any more. */
class Tags {
  constructor(readonly rest: Attribute[]) {}

  take(key: string): string | undefined {
    return this.takeIf(key, () => true);
  }

  takeIf(key: string, fits: (text: string) => boolean): string | undefined {
    const at = this.rest.findIndex((tag) => tag.key === key && fits(tag.text));
    return at === -1 ? undefined : this.rest.splice(at, 1)[0]?.text;
  }

  isTrue(key: string): boolean {
    return this.rest.some((tag) => tag.key === key && tag.text === 'true');
  }
}

/** Spans share the object of their scope, as what encodes them expects. */
function scopeOf(name: string, version: string, known: Map<string, Scope>): Scope {
  const key = JSON.stringify([name, version]);
  let scope = known.get(key);
  if (scope === undefined) {
    scope = { name, version, attributes: [], droppedAttributesCount: 0, schemaUrl: '' };
    known.set(key, scope);
  }
  return scope;
}

function referencesOf(json: unknown, ownTraceId: string): { parentSpanId: string; links: SpanLink[] } {
  const references = listOf(json)
    .filter(isObject)
    .map((reference) => ({
      childOf: reference['refType'] === 'CHILD_OF',
      traceId: idOf(reference['traceID'], 32),
      spanId: idOf(reference['spanID'], 16),
    }));
  const near = references.filter(({ traceId }) => traceId === ownTraceId);
  const parent = near.find(({ childOf }) => childOf) ?? near[0];
  const links = references
    .filter((reference) => reference !== parent || !reference.childOf)
    .map(({ childOf, traceId, spanId }) => ({
      traceId,
      spanId,
      traceState: '',
      flags: 0,
      attributes: childOf ? [{ key: REF_TYPE_KEY, text: 'child_of', type: '' } as const] : [],
      droppedAttributesCount: 0,
    }));
  return { parentSpanId: parent?.spanId ?? '', links };
}

function readLog(log: Readonly<Record<string, unknown>>): SpanEvent {
  const fields = new Tags(attributesOfTags(log['fields']));
  return {
    timeUnixNano: nanosOf(log['timestamp']) ?? 0n,
    name: fields.take('event') ?? '',
    attributes: fields.rest,
    droppedAttributesCount: 0,
  };
}

function idOf(id: unknown, digits: number): string {
  const text = textOf(id).toLowerCase();
  return text === '' ? '' : text.padStart(digits, '0');
}

/** Microseconds, as a number or as digits, in nanoseconds; null for what is neither, and for less than 0. */
function nanosOf(micros: unknown): bigint | null {
  if (typeof micros === 'string' && /^\d{1,19}$/.test(micros)) return BigInt(micros) * 1000n;
  if (typeof micros !== 'number' || !Number.isFinite(micros) || micros < 0) return null;
  return BigInt(Math.trunc(micros)) * 1000n + BigInt(Math.round((micros % 1) * 1000));
}

/** What a tag says exactly, when it is the same time to the microsecond. */
function exactOr(text: string | undefined, rounded: bigint): bigint {
  if (text === undefined || !/^\d{1,20}$/.test(text)) return rounded;
  const exact = BigInt(text);
  return exact / 1000n === rounded / 1000n ? exact : rounded;
}
