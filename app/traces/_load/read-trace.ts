import type { TimelineModel } from '@/components/timeline/timeline-model';
import { decodeTrace } from '@/lib/trace/decode-arrow';
import type { Trace } from '@/lib/trace/trace';
import { joinBytes } from './join-bytes';
import { startTraceWorker, type TraceWorker } from './trace-worker';

/**
 * From here on the worker does it: some 40,000 spans, of which decoding and model take 50 ms. Starting the worker takes as long,
 * but while more is coming.
 */
export const WORKER_FROM_BYTES = 2_500_000;

/** Of what comes faster first rows would only flicker, and hold up the whole: some 130,000 spans, and a quarter of a second. */
export const FIRST_ROWS_AFTER_BYTES = 8_000_000;
export const FIRST_ROWS_AFTER_MS = 250;

/** A trace that was read, with its model where that was made on the way; a small one has it made where it is shown. */
export interface LoadedTrace {
  readonly trace: Trace;
  readonly model: TimelineModel | null;
}

/** What is told of a trace while it comes. */
export interface ReadingTrace {
  readonly onProgress: (receivedBytes: number) => void;
  /** Null: no first rows are wanted. */
  readonly onFirstRows: ((model: TimelineModel) => void) | null;
}

interface Tools {
  readonly startWorker: typeof startTraceWorker;
  /** Milliseconds on any clock that does not go back. */
  readonly now: () => number;
}

const TOOLS: Tools = { startWorker: startTraceWorker, now: () => performance.now() };

/**
 * Reads the answer that has a trace's columns.
 * @throws FillpathError when the bytes cannot be read; whatever the answer's stream throws, and the signal's reason.
 */
export async function readTrace(
  traceId: string,
  response: Response,
  signal: AbortSignal,
  { onProgress, onFirstRows }: ReadingTrace,
  { startWorker, now }: Tools = TOOLS,
): Promise<LoadedTrace> {
  const chunks: Uint8Array[] = [];
  const started = now();
  let received = 0;
  let worker: TraceWorker | null = null;
  let firstRowsWanted = onFirstRows !== null;
  try {
    for await (const chunk of chunksOf(response)) {
      received += chunk.length;
      chunks.push(chunk);
      onProgress(received);
      if (received < WORKER_FROM_BYTES) continue;
      worker ??= startWorker(traceId, (model) => onFirstRows?.(model));
      for (const each of chunks.splice(0)) worker.add(each);
      if (firstRowsWanted && received > FIRST_ROWS_AFTER_BYTES && now() - started >= FIRST_ROWS_AFTER_MS) {
        firstRowsWanted = false;
        worker.showFirstRows();
      }
    }
    if (worker === null) return { trace: decodeTrace(traceId, joinBytes(chunks)), model: null };
    const model = await Promise.race([worker.finish(), aborted(signal)]);
    return { trace: model.trace, model };
  } finally {
    worker?.end();
  }
}

async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (reader === undefined) return;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    if (value !== undefined) yield value;
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
