import { FillpathError } from '@/lib/base/errors';
import { decodeJaegerTrace } from '@/lib/jaeger/decode';
import { encodeTraceJson } from '@/lib/otlp/encode-json';
import type { Span } from '@/lib/otlp/model';
import type { SpanText } from './export-request';

type Json = Readonly<Record<string, unknown>>;

/** The spans of one JSON value, and what else is in it. */
export interface ReadDocument {
  readonly spans: SpanText[];
  /** What was not taken, by reason: "document with logs" → 1. */
  readonly notTaken: ReadonlyMap<string, number>;
}

const SIGNALS: readonly (readonly [member: string, what: string])[] = [
  ['resourceLogs', 'document with logs'],
  ['resourceMetrics', 'document with metrics'],
  ['resourceProfiles', 'document with profiles'],
];

/**
 * Reads OTLP's JSON (an ExportTraceServiceRequest or TracesData) and Jaeger's: the answer of its API, which its UI saves,
 * one trace, or a list of traces.
 * @returns null for what is none of these
 */
export function readDocument(value: unknown): ReadDocument | null {
  if (isObject(value) && Array.isArray(value['resourceSpans'])) return readOtlp(value['resourceSpans']);
  if (isObject(value)) {
    const signal = SIGNALS.find(([member]) => member in value);
    if (signal !== undefined) return { spans: [], notTaken: new Map([[signal[1], 1]]) };
  }
  const traces = jaegerTraces(value);
  return traces === null ? null : readJaeger(traces);
}

/** What is said of a file in which nothing was understood. */
export function notTraces(): FillpathError {
  return new FillpathError(
    'invalid-input',
    'The file is JSON, but neither OTLP ("resourceSpans") nor of Jaeger ("data" with "spans" and "processes"). Choose a file in one of these forms.',
  );
}

/** Members are handed on as they are, whatever they are: the server judges them. */
function readOtlp(groups: readonly unknown[]): ReadDocument {
  const spans: SpanText[] = [];
  const notTaken = new Map<string, number>();
  for (const group of groups) {
    if (!isObject(group)) {
      addTo(notTaken, 'member of resourceSpans that is no object', 1);
      continue;
    }
    const { scopeSpans, instrumentationLibrarySpans, ...resource } = group;
    if (instrumentationLibrarySpans !== undefined) {
      addTo(notTaken, 'group of OTLP before 0.19 (instrumentationLibrarySpans)', 1);
    }
    const resourceText = membersText(resource);
    for (const scoped of Array.isArray(scopeSpans) ? (scopeSpans as unknown[]) : []) {
      if (!isObject(scoped)) {
        addTo(notTaken, 'member of scopeSpans that is no object', 1);
        continue;
      }
      const { spans: list, ...scope } = scoped;
      const scopeText = membersText(scope);
      for (const span of Array.isArray(list) ? (list as unknown[]) : []) {
        const traceId = isObject(span) ? span['traceId'] : undefined;
        spans.push({
          traceId: typeof traceId === 'string' ? traceId.toLowerCase() : '',
          resource: resourceText,
          scope: scopeText,
          text: JSON.stringify(span),
        });
      }
    }
  }
  return { spans, notTaken };
}

/** The members of an object as text, to be put before others: `"a":1,`. */
function membersText(members: Json): string {
  const text = JSON.stringify(members).slice(1, -1);
  return text === '' ? '' : `${text},`;
}

function jaegerTraces(value: unknown): Json[] | null {
  const list = isObject(value) && Array.isArray(value['data']) ? (value['data'] as unknown[]) : value;
  const traces = Array.isArray(list) ? (list as unknown[]) : [list];
  const isTrace = (trace: unknown): trace is Json =>
    isObject(trace) && Array.isArray(trace['spans']) && 'processes' in trace;
  return traces.length > 0 && traces.every(isTrace) ? traces : null;
}

function readJaeger(traces: readonly Json[]): ReadDocument {
  const all: Span[] = [];
  const notTaken = new Map<string, number>();
  for (const trace of traces) {
    const { spans, unreadableCount } = decodeJaegerTrace(trace);
    for (const span of spans) all.push(span);
    addTo(notTaken, 'span without an id or a start time', unreadableCount);
  }
  const { spans, notTaken: none } = readOtlp(encodeTraceJson(all).resourceSpans);
  return { spans, notTaken: new Map([...notTaken, ...none]) };
}

function addTo(counts: Map<string, number>, what: string, count: number): void {
  if (count > 0) counts.set(what, (counts.get(what) ?? 0) + count);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
