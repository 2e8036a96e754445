import type { Span } from '@/lib/otlp/model';
import { JaegerJsonWriter } from './encode';
import type { JaegerResponse, JaegerTrace } from './model';

/** What the file of a trace says that was written as one page. */
export function jaegerResponse(traceId: string, spans: readonly Span[]): JaegerResponse<JaegerTrace[]> {
  const writer = new JaegerJsonWriter(traceId);
  return JSON.parse(writer.page(spans) + writer.end()) as JaegerResponse<JaegerTrace[]>;
}

export function jaegerTrace(traceId: string, spans: readonly Span[]): JaegerTrace {
  return jaegerResponse(traceId, spans).data[0] as JaegerTrace;
}
