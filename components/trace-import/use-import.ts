'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImportProgress, ImportReport } from '@/lib/import/import-file';
import type { ImportMessage, ImportOrder } from './import-messages';

export type ImportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly fileName: string; readonly progress: ImportProgress }
  | { readonly kind: 'done'; readonly fileName: string; readonly report: ImportReport }
  | { readonly kind: 'failed'; readonly fileName: string; readonly sentence: string; readonly acceptedCount: number };

const START: ImportProgress = { doing: 'Reading', done: 0, acceptedCount: 0 };

/** One import at a time, in a worker. `stop` leaves stored what was stored by then, and says how much that was. */
export function useImport(): {
  readonly state: ImportState;
  readonly start: (file: File) => void;
  readonly stop: () => void;
  readonly dismiss: () => void;
} {
  const [state, setState] = useState<ImportState>({ kind: 'idle' });
  const worker = useRef<Worker | null>(null);
  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  useEffect(() => end, [end]);

  const start = useCallback(
    (file: File) => {
      end();
      const fileName = file.name;
      const fail = (sentence: string) =>
        setState((before) => ({ kind: 'failed', fileName, sentence, acceptedCount: acceptedIn(before) }));
      setState({ kind: 'running', fileName, progress: START });
      const running = new Worker(new URL('./import-worker.ts', import.meta.url), { name: 'import' });
      worker.current = running;
      running.addEventListener('message', ({ data }: MessageEvent<ImportMessage>) => {
        if (worker.current !== running) return;
        if (data.kind === 'progress') return setState({ kind: 'running', fileName, progress: data.progress });
        if (data.kind === 'report') setState({ kind: 'done', fileName, report: data.report });
        else fail(data.sentence);
        end();
      });
      running.addEventListener('error', () => {
        if (worker.current !== running) return;
        end();
        fail(
          'The part of the page that reads files could not be started, or the memory was not enough. Reload the page and try again.',
        );
      });
      const order: ImportOrder = { file, origin: window.location.origin };
      running.postMessage(order);
    },
    [end],
  );
  const stop = useCallback(() => {
    end();
    setState((before) =>
      before.kind !== 'running'
        ? before
        : { kind: 'failed', fileName: before.fileName, sentence: 'Stopped.', acceptedCount: acceptedIn(before) },
    );
  }, [end]);
  const dismiss = useCallback(() => setState({ kind: 'idle' }), []);
  return { state, start, stop, dismiss };
}

function acceptedIn(state: ImportState): number {
  return state.kind === 'running' ? state.progress.acceptedCount : 0;
}
