import type { Resource, Span, SpanEvent, SpanLink } from '@/lib/otlp/model';
import type { JaegerLog, JaegerProcess, JaegerReference, JaegerSpan, JaegerTag } from './model';
import { intTag, tagsOf, textTag } from './tags';

const KINDS = ['', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const STATUS_ERROR = 2;
const STATUS_CODES = ['', 'OK', 'ERROR'] as const;
const NANOS_A_MICRO = 1000n;
const NO_SERVICE = 'unknown_service';
/** What the Collector's translator calls the kind of a reference, which Jaeger's form has a place for. */
export const REF_TYPE_KEY = 'opentracing.ref_type';

/**
 * One trace in the envelope of Jaeger's query API, as a file that Jaeger's UI opens: JSON text, a page of spans at a time.
 * The processes, which are few, come after the spans.
 *
 * A trace is as Jaeger's translator of OTLP makes it: tags in its order, events as logs, the parent and then the links as
 * references. Jaeger counts in microseconds and has no place for attributes of links and for what was dropped, so
 * beside its own tags there are `start_ns` and `duration_ns` where microseconds would round, and warnings with the numbers.
 */
export class JaegerJsonWriter {
  private readonly processes = new Processes();
  private before: string;

  constructor(traceId: string) {
    this.before = `{"data":[{"traceID":${JSON.stringify(traceId)},"spans":[`;
  }

  /** `spans` are of the one trace. */
  page(spans: readonly Span[]): string {
    if (spans.length === 0) return '';
    const { before } = this;
    this.before = ',';
    return before + spans.map((span) => JSON.stringify(encodeSpan(span, this.processes.idOf(span.resource)))).join();
  }

  end(): string {
    const processes = JSON.stringify(this.processes.all);
    return `${this.before === ',' ? '' : this.before}],"processes":${processes},"warnings":null}],"total":1,"limit":0,"offset":0,"errors":null}`;
  }
}

/** Equal resources are one process, `p1`, `p2` and so on in the order in which they come. */
class Processes {
  readonly all: Record<string, JaegerProcess> = {};
  private readonly ids = new Map<string, string>();

  idOf(resource: Resource): string {
    const content = JSON.stringify(resource.attributes);
    const known = this.ids.get(content);
    if (known !== undefined) return known;
    const id = `p${this.ids.size + 1}`;
    this.ids.set(content, id);
    const service = resource.attributes.find(({ key }) => key === 'service.name');
    this.all[id] = {
      serviceName: service?.text || NO_SERVICE,
      tags: tagsOf(resource.attributes.filter(({ key }) => key !== 'service.name')),
    };
    return id;
  }
}

function encodeSpan(span: Span, processID: string): JaegerSpan {
  const nanos = span.endTimeUnixNano - span.startTimeUnixNano;
  return {
    traceID: span.traceId,
    spanID: span.spanId,
    ...(span.flags === 0 ? {} : { flags: span.flags }),
    operationName: span.name,
    references: referencesOf(span),
    startTime: micros(span.startTimeUnixNano),
    // A span that claims to end before it started took no time.
    duration: nanos > 0n ? micros(nanos) : 0,
    tags: spanTags(span, nanos),
    logs: span.events.map(encodeEvent),
    processID,
    warnings: warningsOf(span, nanos),
  };
}

function spanTags(span: Span, nanos: bigint): JaegerTag[] {
  const { scope } = span;
  const tags: JaegerTag[] = [];
  const add = (key: string, value: string) => {
    if (value !== '') tags.push(textTag(key, value));
  };
  add('otel.scope.name', scope.name);
  add('otel.scope.version', scope.version);
  tags.push(...tagsOf(span.attributes));
  add('span.kind', KINDS[span.kind] ?? '');
  add('otel.status_code', STATUS_CODES[span.statusCode] ?? '');
  if (span.statusCode === STATUS_ERROR) tags.push({ key: 'error', type: 'bool', value: true });
  add('otel.status_description', span.statusMessage);
  add('w3c.tracestate', span.traceState);
  if (span.startTimeUnixNano % NANOS_A_MICRO !== 0n) tags.push(intTag('start_ns', span.startTimeUnixNano));
  if (nanos > 0n && nanos % NANOS_A_MICRO !== 0n) tags.push(intTag('duration_ns', nanos));
  return tags;
}

/** The parent first. A link to the parent says what kind of reference that is instead of adding another. */
function referencesOf(span: Span): JaegerReference[] {
  const { traceId: traceID, parentSpanId: spanID } = span;
  const toParent = span.links.find((link) => link.traceId === traceID && link.spanId === spanID);
  const parent: JaegerReference[] =
    spanID === '' ? [] : [{ refType: toParent === undefined ? 'CHILD_OF' : refType(toParent), traceID, spanID }];
  const links = span.links.filter((link) => link !== toParent);
  return [...parent, ...links.map((link) => ({ refType: refType(link), traceID: link.traceId, spanID: link.spanId }))];
}

function refType({ attributes }: SpanLink): JaegerReference['refType'] {
  const said = attributes.find(({ key }) => key === REF_TYPE_KEY);
  return said?.text === 'child_of' ? 'CHILD_OF' : 'FOLLOWS_FROM';
}

function encodeEvent({ timeUnixNano, name, attributes }: SpanEvent): JaegerLog {
  const named = attributes.some(({ key }) => key === 'event') || name === '';
  return {
    timestamp: micros(timeUnixNano),
    fields: [...(named ? [] : [textTag('event', name)]), ...tagsOf(attributes)],
  };
}

/** What Jaeger's form has no place for. */
function warningsOf(span: Span, nanos: bigint): string[] | null {
  const warnings: string[] = [];
  if (nanos < 0n) warnings.push(`The span claims to end ${-nanos} ns before it started; its duration is given as 0.`);
  const ofEvents = span.events.reduce((sum, event) => sum + event.droppedAttributesCount, 0);
  const lost = ({ attributes }: SpanLink) => attributes.filter(({ key }) => key !== REF_TYPE_KEY).length;
  const ofLinks = span.links.reduce((sum, link) => sum + lost(link), 0);
  const losses: readonly (readonly [count: number, what: string])[] = [
    [span.droppedAttributesCount, 'attributes of the span dropped before it was stored'],
    [span.droppedEventsCount, 'events of the span dropped before it was stored'],
    [span.droppedLinksCount, 'links of the span dropped before it was stored'],
    [ofEvents, 'attributes of its events dropped before it was stored'],
    [span.alteredValuesCount, 'values of the span cut or repaired before it was stored'],
    [ofLinks, 'attributes of its links left out, for which this form has no place'],
  ];
  for (const [count, what] of losses) if (count > 0) warnings.push(`${count} ${what}.`);
  return warnings.length === 0 ? null : warnings;
}

/** Whole microseconds, rounded down; exact in a number until the year 2255. */
function micros(nanos: bigint): number {
  return Number(nanos / NANOS_A_MICRO);
}
