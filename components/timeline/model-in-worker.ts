import { FillpathError } from '@/lib/base/errors';
import type { Trace } from '@/lib/trace/trace';
import { buffersOf, type ModelData, unpackModel } from './model-data';
import type { TimelineModel } from './timeline-model';

/**
 * Makes the model of a trace in a worker, to which the trace is given away: it comes back in the model.
 *
 * @returns null when `signal` was aborted before it was there.
 * @throws FillpathError when the worker cannot work.
 */
export async function modelInWorker(trace: Trace, signal: AbortSignal): Promise<TimelineModel | null> {
  if (signal.aborted) return null;
  const worker = new Worker(new URL('./model.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => resolve(null), { once: true });
      worker.onmessage = ({ data }: MessageEvent<ModelData>) => resolve(unpackModel(data));
      worker.onerror = ({ message }) =>
        reject(new FillpathError('unavailable', `The sub-tree could not be prepared: ${message || 'no worker'}.`));
      worker.postMessage(trace, buffersOf(trace));
    });
  } finally {
    worker.terminate();
  }
}
