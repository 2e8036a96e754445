import { describe, expect, it, vi } from 'vitest';
import { timelineModel } from '@/components/timeline/timeline-model';
import { traceFromText } from '@/lib/trace/from-text';
import { traceBytes } from '../_parts/test-trace-bytes';
import { createLoadingStore, intoStore } from './loading-store';
import { FIRST_ROWS_AFTER_BYTES, FIRST_ROWS_AFTER_MS, readTrace, WORKER_FROM_BYTES } from './read-trace';
import type { TraceWorker } from './trace-worker';

const trace = traceFromText('gateway:order 0-100\n  risk:check 10-50', { origin: 1_793_707_200_000_000_000n });
const model = timelineModel(trace);
const told = () => ({ onProgress: vi.fn(), onFirstRows: null });

/** An answer that comes in these chunks, and then breaks off with the error, or ends. */
function answer(chunks: readonly Uint8Array[], error?: Error): Response {
  const left = [...chunks];
  return new Response(
    new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = left.shift();
        if (chunk !== undefined) controller.enqueue(chunk);
        else if (error !== undefined) controller.error(error);
        else controller.close();
      },
    }),
  );
}

function workerOf(finish: TraceWorker['finish'] = () => Promise.resolve(model)) {
  const worker = { add: vi.fn<TraceWorker['add']>(), showFirstRows: vi.fn(), finish: vi.fn(finish), end: vi.fn() };
  return { worker, start: vi.fn(() => worker) };
}

const read = (response: Response, start: () => TraceWorker, signal = new AbortController().signal) =>
  readTrace(trace.traceId, response, signal, told(), { startWorker: start, now: () => 0 });

describe('reading a trace', () => {
  it('decodes a small one where it is read, without a worker', async () => {
    const { start } = workerOf();
    const bytes = traceBytes(trace);
    const loaded = await read(answer([bytes.slice(0, 50), bytes.slice(50)]), start);
    expect(loaded).toEqual({ trace, model: null });
    expect(start).not.toHaveBeenCalled();
  });

  it('gives a large one to the worker chunk by chunk, in order, and ends it', async () => {
    const { worker, start } = workerOf();
    const chunks = [WORKER_FROM_BYTES - 1, 1, 5].map((length) => new Uint8Array(length));
    expect(await read(answer(chunks), start)).toEqual({ trace, model });
    expect(start).toHaveBeenCalledTimes(1);
    expect(worker.add.mock.calls.map(([chunk]) => chunk.length)).toEqual([WORKER_FROM_BYTES - 1, 1, 5]);
    expect(worker.end).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['asks once for the first rows of one that is large and slow', 2, FIRST_ROWS_AFTER_MS, 1],
    ['asks for none of one that comes fast', 2, FIRST_ROWS_AFTER_MS / 10, 0],
    ['asks for none of one that is not so large', 0, FIRST_ROWS_AFTER_MS, 0],
  ])('%s', async (_, extra, stepMs, asked) => {
    const { worker, start } = workerOf();
    const sizes = [FIRST_ROWS_AFTER_BYTES, extra, extra];
    const onFirstRows = vi.fn();
    let time = -stepMs;
    const now = () => (time += stepMs);
    await readTrace(
      trace.traceId,
      answer(sizes.map((size) => new Uint8Array(size))),
      new AbortController().signal,
      { onProgress: vi.fn(), onFirstRows },
      { startWorker: start, now },
    );
    expect(worker.showFirstRows).toHaveBeenCalledTimes(asked);
  });

  it('ends the worker when the answer breaks off', async () => {
    const { worker, start } = workerOf();
    const broken = answer([new Uint8Array(WORKER_FROM_BYTES)], new TypeError('network error'));
    await expect(read(broken, start)).rejects.toThrow('network error');
    expect(worker.finish).not.toHaveBeenCalled();
    expect(worker.end).toHaveBeenCalledTimes(1);
  });

  it('ends the worker at work when the page is left', async () => {
    const { worker, start } = workerOf(() => new Promise(() => {}));
    const left = new AbortController();
    const reading = read(answer([new Uint8Array(WORKER_FROM_BYTES)]), start, left.signal);
    await vi.waitFor(() => expect(worker.finish).toHaveBeenCalled());
    left.abort();
    await expect(reading).rejects.toThrow('aborted');
    expect(worker.end).toHaveBeenCalledTimes(1);
  });
});

describe('the loading of a trace', () => {
  it('is told no more than ten times a second', () => {
    const store = createLoadingStore();
    const seen: number[] = [];
    store.subscribe(({ receivedBytes }) => seen.push(receivedBytes));
    let now = 0;
    const { onProgress } = intoStore(store, () => now);
    for (; now < 1000; now += 20) onProgress(now);
    expect(seen).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
  });

  it('wants first rows of a trace that is not shown yet', () => {
    const store = createLoadingStore();
    intoStore(store).onFirstRows?.(model);
    expect(store.getState().firstRows).toBe(model);
    store.setState({ shown: true });
    expect(intoStore(store).onFirstRows).toBeNull();
  });
});
