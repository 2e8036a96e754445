import { randomBytes } from 'node:crypto';

/** A span as the specs write it; what is left out is unremarkable. */
export interface SpanSketch {
  readonly service?: string;
  readonly name?: string;
  readonly spanId?: string;
  readonly parentSpanId?: string;
  readonly durationMs?: number;
  /** Milliseconds after the trace's start. */
  readonly startsAtMs?: number;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly error?: boolean;
}

export const newTraceId = () => randomBytes(16).toString('hex');
export const newSpanId = () => randomBytes(8).toString('hex');

const nanos = (milliseconds: number) => String(BigInt(Math.round(milliseconds * 1000)) * 1000n);

/** An OTLP JSON export request with the spans of one trace that starts at `startMs`. */
export function exportRequest(traceId: string, sketches: readonly SpanSketch[], startMs = Date.now() - 1000) {
  const services = [...new Set(sketches.map(({ service = 'spec' }) => service))];
  return {
    resourceSpans: services.map((service) => ({
      resource: { attributes: attributesOf({ 'service.name': service }) },
      scopeSpans: [
        {
          scope: { name: 'e2e' },
          spans: sketches
            .filter((sketch) => (sketch.service ?? 'spec') === service)
            .map((sketch) => spanOf(traceId, sketch, startMs)),
        },
      ],
    })),
  };
}

function spanOf(traceId: string, sketch: SpanSketch, traceStartMs: number) {
  const { spanId = newSpanId(), parentSpanId = '', name = 'step', startsAtMs = 0, durationMs = 5 } = sketch;
  const startMs = traceStartMs + startsAtMs;
  return {
    traceId,
    spanId,
    parentSpanId,
    name,
    kind: 1,
    startTimeUnixNano: nanos(startMs),
    endTimeUnixNano: nanos(startMs + durationMs),
    attributes: attributesOf(sketch.attributes ?? {}),
    links: sketch.links ?? [],
    status: sketch.error ? { code: 2, message: 'planted' } : {},
  };
}

const attributesOf = (attributes: Readonly<Record<string, string>>) =>
  Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));

/** `POST /v1/traces`, as any client would. */
export function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  return fetch(`${url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: (raw ? body : JSON.stringify(body)) as BodyInit,
  });
}

/** Posts the spans of a trace. @throws Error unless all of them were stored. */
export async function store(
  url: string,
  traceId: string,
  sketches: readonly SpanSketch[],
  startMs?: number,
): Promise<void> {
  const answer = await post(url, exportRequest(traceId, sketches, startMs));
  const text = await answer.text();
  if (answer.status !== 200 || text.includes('partialSuccess')) throw new Error(`${answer.status}: ${text}`);
}
