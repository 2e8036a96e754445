import { unpackModel } from '@/components/timeline/model-data';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import { FillpathError } from '@/lib/base/errors';
import type { ClockSkew } from '@/lib/trace/clock-skew';
import type { Trace } from '@/lib/trace/trace';
import type { FromWorker, ToWorker } from './messages';

/** A worker that makes a model of a trace's bytes. */
export interface TraceWorker {
  /** Gives the next bytes away: they are gone afterwards. */
  readonly add: (bytes: Uint8Array) => void;
  /** Asks for a model of the first rows of what was added; none comes where no row is complete. */
  readonly showFirstRows: () => void;
  /** The model of all that was added. @throws FillpathError when the bytes cannot be read, or the worker cannot work. */
  readonly finish: () => Promise<TimelineModel>;
  /** Ends it, whatever it does. */
  readonly end: () => void;
}

/** `onFirstRows` is given the model of the first rows, when they were asked for. */
export function startTraceWorker(traceId: string, onFirstRows: (model: TimelineModel) => void): TraceWorker {
  const { tell, whole, end } = startWorker(onFirstRows);
  tell({ kind: 'begin', traceId });
  return {
    add(bytes) {
      const { buffer } = bytes;
      // Of a buffer that holds more than these bytes a copy is sent.
      tell({ kind: 'bytes', bytes }, buffer.byteLength === bytes.byteLength ? [buffer as ArrayBuffer] : []);
    },
    showFirstRows: () => tell({ kind: 'first-rows' }),
    finish() {
      tell({ kind: 'end' });
      return whole;
    },
    end,
  };
}

/** The model of a trace with the clocks of its services set right. `end` ends the work. @throws FillpathError from `model`. */
export function correctInWorker(
  trace: Trace,
  { shifts, shiftedCount }: ClockSkew,
): { readonly model: Promise<TimelineModel>; readonly end: () => void } {
  const { tell, whole, end } = startWorker(() => {});
  tell({ kind: 'correct', trace, skew: { shifts, shiftedCount } });
  return { model: whole.finally(end), end };
}

function startWorker(onFirstRows: (model: TimelineModel) => void) {
  const worker = new Worker(new URL('./trace.worker.ts', import.meta.url), { type: 'module' });
  const tell = (message: ToWorker, buffers: Transferable[] = []) => worker.postMessage(message, buffers);
  const whole = new Promise<TimelineModel>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'problem') reject(new FillpathError(data.error, data.sentence));
      else if (data.kind === 'first-rows') onFirstRows(unpackModel(data.model));
      else resolve(unpackModel(data.model));
    };
    worker.onerror = ({ message }) =>
      reject(
        new FillpathError(
          'unavailable',
          `The trace could not be prepared: ${message || 'no worker'}. Reload the page.`,
        ),
      );
  });
  // It may fail long before anyone waits for it.
  whole.catch(() => {});
  return { tell, whole, end: () => worker.terminate() };
}
