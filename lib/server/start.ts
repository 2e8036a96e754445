import { isFillpathError } from '@/lib/base/errors';
import { Ingest } from '@/lib/ingest/ingest';
import { openStore } from '@/lib/store/open';
import { MAX_SPANS_A_BATCH } from '@/lib/store/span-writer';
import { traceSummaries } from '@/lib/store/trace-summaries';
import { readConfig } from './config';
import { LiveHub } from './live-hub';
import { type Runtime, setRuntime } from './runtime';
import { screenRequests } from './screen-requests';

/**
 * Opens the store, starts ingest and makes both known to the routes. Ends the process with a sentence when it cannot:
 * a server without its store is of no use to anybody.
 */
export async function startServer(): Promise<Runtime> {
  try {
    const config = readConfig(process.env);
    const { store, writer, warnings } = await openStore(config);
    for (const warning of warnings) console.warn(warning);
    const live = new LiveHub((traceIds) => traceSummaries(store, traceIds));
    const ingest = new Ingest({
      write: (requests) => writer.write(requests),
      spansAGroup: MAX_SPANS_A_BATCH,
      isRefused: (span) => writer.isRefused(span),
      onStored: (traceIds) => live.tracesChanged(traceIds),
      redactedWords: config.redactedWords,
    });
    const runtime: Runtime = { config, store, writer, ingest, live, metrics: [], troubles: [] };
    setRuntime(runtime);
    screenRequests();
    return runtime;
  } catch (error) {
    console.error(isFillpathError(error) ? error.message : error);
    process.exit(1);
  }
}
