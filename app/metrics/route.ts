import { metricsText } from '@/lib/http/metrics';
import { route } from '@/lib/http/route';
import { runtime } from '@/lib/server/runtime';

export const dynamic = 'force-dynamic';

/** `GET /metrics`: what this process counts, in Prometheus' text format. */
export const GET = route(async () => {
  const { ingest, writer, metrics } = await runtime();
  const memory = process.memoryUsage();
  return new Response(
    metricsText([
      {
        name: 'fillpath_spans_accepted_total',
        help: 'Spans acknowledged to their senders.',
        type: 'counter',
        value: ingest.counts.acceptedSpans,
      },
      {
        name: 'fillpath_spans_rejected_total',
        help: 'Spans refused because they make no sense.',
        type: 'counter',
        value: ingest.counts.rejectedSpans,
      },
      {
        name: 'fillpath_spans_waiting',
        help: 'Spans that wait for the next insert.',
        type: 'gauge',
        value: ingest.backlog,
      },
      {
        name: 'fillpath_refused_batches',
        help: 'Batches that the store refused for good: files in the folder journal/refused, for somebody to look at.',
        type: 'gauge',
        value: await writer.refusedBatches(),
      },
      {
        name: 'process_resident_memory_bytes',
        help: 'Resident memory of the server, the embedded engine included.',
        type: 'gauge',
        value: memory.rss,
      },
      {
        name: 'nodejs_heap_size_total_bytes',
        help: "JavaScript's share of the resident memory.",
        type: 'gauge',
        value: memory.heapTotal,
      },
      {
        name: 'nodejs_external_memory_bytes',
        help: 'Buffers outside the JavaScript heap.',
        type: 'gauge',
        value: memory.external,
      },
      ...(await Promise.all(metrics.map((more) => more()))).flat(),
    ]),
    { headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' } },
  );
});
