import { OTLPExporterBase } from '@opentelemetry/otlp-exporter-base';
import { convertLegacyHttpOptions, createOtlpHttpExportDelegate } from '@opentelemetry/otlp-exporter-base/node-http';
import { ProtobufTraceSerializer, TraceExporterMetricsHelper } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import { OtlpRequests } from './otlp-request';

/**
 * The SDK's exporter of spans as protobuf over HTTP, with its transport, retries and settings from the environment, but
 * requests that are cheaper to write. @param url of the receiver, with its path.
 */
export function otlpExporter(url: string, timeoutMillis: number): SpanExporter {
  const requests = new OtlpRequests();
  const headers = { 'Content-Type': 'application/x-protobuf' };
  const options = convertLegacyHttpOptions({ url, timeoutMillis }, 'TRACES', 'v1/traces', headers);
  const serializer = {
    ...ProtobufTraceSerializer,
    serializeRequest: (spans: ReadableSpan[]) => requests.encode(spans),
  };
  return new OTLPExporterBase(
    createOtlpHttpExportDelegate(options, serializer, 'otlp_http_span_exporter', TraceExporterMetricsHelper, undefined),
  );
}
