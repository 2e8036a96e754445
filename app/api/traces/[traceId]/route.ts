import { FillpathError } from '@/lib/base/errors';
import { traceIdFrom } from '@/lib/http/ids';
import { route } from '@/lib/http/route';
import { streamJson } from '@/lib/http/stream-pages';
import { JaegerJsonWriter } from '@/lib/jaeger/encode';
import { OtlpJsonWriter } from '@/lib/otlp/otlp-json-writer';
import { runtime } from '@/lib/server/runtime';
import { spanPages } from '@/lib/store/span-pages';
import { traceColumns } from '@/lib/store/traces';

/** `GET /api/traces/{traceId}`: OTLP JSON; with `?format=arrow` the columns that the trace page draws, with `jaeger` Jaeger's JSON. */
export const GET = route<{ traceId: string }>(async (request, params) => {
  const traceId = traceIdFrom(params.traceId);
  const format = new URL(request.url).searchParams.get('format') ?? 'otlp';
  const { store } = await runtime();
  if (format === 'arrow') {
    const columns = await traceColumns(store, traceId);
    return new Response(columns as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': 'application/vnd.apache.arrow.stream', 'cache-control': 'no-store' },
    });
  }
  if (format === 'otlp' || format === 'jaeger') {
    const writer = format === 'otlp' ? new OtlpJsonWriter() : new JaegerJsonWriter(traceId);
    return streamJson(spanPages(store, traceId), writer);
  }
  throw new FillpathError('invalid-input', `There is no format "${format}": ask for otlp, jaeger or arrow.`);
});
