'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { useCommandSource } from '@/components/ui/command-source';
import { ErrorState } from '@/components/ui/ErrorState';
import { Icon } from '@/components/ui/Icon';
import { WorkProgress } from '@/components/ui/WorkProgress';
import { formatCount } from '@/lib/base/units';
import { ImportNote } from './ImportNote';
import { traceToOpen } from './report-words';
import { useFileDrop } from './use-file-drop';
import { useImport } from './use-import';

/** Opens a file of traces: OTLP JSON, the lines of a Collector's file exporter, or Jaeger JSON; chosen or dropped on the page. */
export function TraceImport() {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const { state, start, stop, dismiss } = useImport();
  const [leftOut, setLeftOut] = useState(0);
  const take = (files: readonly File[]) => {
    const [first] = files;
    if (first === undefined) return;
    setLeftOut(files.length - 1);
    start(first);
  };
  const over = useFileDrop(take);
  const opening = state.kind === 'done' && leftOut === 0 ? traceToOpen(state.report) : null;
  useEffect(() => {
    if (opening !== null) router.push(`/traces/${opening}`);
  }, [router, opening]);

  useCommandSource({ commands: () => [{ title: 'Import a file of traces', run: () => input.current?.click() }] });

  return (
    <section aria-label="Import" className="flex flex-col gap-3">
      <div className="flex min-h-8 flex-wrap items-center gap-3 text-sm text-text-muted">
        <input
          ref={input}
          type="file"
          accept=".json,.jsonl,.ndjson,application/json"
          aria-label="File of traces"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            take([...(event.currentTarget.files ?? [])]);
            // So that the same file can be chosen again.
            event.currentTarget.value = '';
          }}
        />
        {state.kind === 'running' ? (
          <>
            <WorkProgress label={`${state.progress.doing} ${state.fileName}`} done={state.progress.done} />
            <span className="tabular-nums">{formatCount(state.progress.acceptedCount)} spans stored</span>
            <Button size="sm" onClick={stop}>
              Stop
            </Button>
          </>
        ) : (
          <>
            <Button size="sm" onClick={() => input.current?.click()}>
              <Icon name="arrow-up" className="size-3.5" />
              Import a file
            </Button>
            <span>
              Or drop one on this page: OTLP JSON, also of the Collector’s file exporter, or Jaeger JSON. Up to 256 MB,
              or 256 MB a line.
            </span>
          </>
        )}
        {leftOut > 0 && (
          <span role="status">
            {formatCount(leftOut)} more {leftOut === 1 ? 'file was' : 'files were'} left out: one at a time.
          </span>
        )}
      </div>
      {state.kind === 'failed' && (
        <ErrorState
          title={`${state.fileName} was not imported`}
          error={
            new Error(
              state.acceptedCount === 0
                ? state.sentence
                : `${state.sentence} ${formatCount(state.acceptedCount)} spans had been stored by then, and stay.`,
            )
          }
        />
      )}
      {state.kind === 'done' && opening === null && (
        <ImportNote fileName={state.fileName} report={state.report} onClose={dismiss} />
      )}
      {over && (
        <div className="pointer-events-none fixed inset-2 z-50 flex items-center justify-center rounded-lg border-2 border-dashed border-accent bg-surface-raised/90 text-lg font-semibold">
          Drop the file to import its traces
        </div>
      )}
    </section>
  );
}
