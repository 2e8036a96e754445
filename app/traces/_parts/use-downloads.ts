'use client';

import { useState } from 'react';
import { currentPicture } from '@/components/canvas/picture';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import { type PageCommand, useCommandSource } from '@/components/ui/command-source';
import { traceJsonUrl } from '@/lib/api/trace-tabs';
import { runSteps } from '@/lib/base/steps';
import { formatDuration, formatTimestampIso } from '@/lib/base/units';
import { csvSteps } from '@/lib/trace/csv';
import { nameOf, serviceOf } from '@/lib/trace/trace-facts';
import { saveFile, saveFromUrl } from './save-file';
import { savePicture } from './save-picture';

export interface DownloadChoice extends PageCommand {
  /** Where the file is, when the server makes it; and how it is to be called. */
  readonly file?: { readonly href: string; readonly name: string };
}

export interface Downloads {
  /** What can be saved now; the picture is of the tab that is open. */
  readonly choices: () => readonly DownloadChoice[];
  /** The share that is written of what takes a while; null while nothing is. */
  readonly done: number | null;
  /** Why the last one failed; null when it did not. */
  readonly failure: string | null;
}

/** The forms in which a trace can be saved, which the palette offers, too. */
export function useDownloads(model: TimelineModel): Downloads {
  const [done, setDone] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { traceId } = model.trace;

  const saveCsv = async () => {
    setDone(0);
    try {
      const parts = await runSteps(csvSteps(model.trace, model.selfNanos), new AbortController().signal, setDone);
      if (parts !== null) saveFile(parts, `trace-${traceId}.csv`, 'text/csv');
    } finally {
      setDone(null);
    }
  };
  const attempt = (save: () => Promise<void>) => {
    setFailure(null);
    save().catch((error: Error) => setFailure(error.message));
  };
  const json = (format: 'otlp' | 'jaeger', title: string): DownloadChoice => {
    const file = { href: traceJsonUrl(traceId, format), name: `trace-${traceId}.${format}.json` };
    return { title, file, run: () => saveFromUrl(file.href, file.name) };
  };
  const choices = (): DownloadChoice[] => {
    const picture = currentPicture();
    return [
      json('otlp', 'OTLP JSON'),
      json('jaeger', 'Jaeger JSON'),
      { title: 'Spans as CSV', run: () => attempt(saveCsv) },
      ...(picture === null
        ? []
        : [
            {
              title: `${picture.of} as PNG`,
              run: () => {
                const name = `trace-${traceId}.${picture.of.toLowerCase().replaceAll(' ', '-')}.png`;
                attempt(() => savePicture(picture, titleOf(model), name));
              },
            },
          ]),
    ];
  };
  useCommandSource({
    commands: () => choices().map(({ title, run }) => ({ title: `Download: ${title}`, run })),
  });
  return { choices, done, failure };
}

function titleOf({ trace, root, duration }: TimelineModel) {
  const { traceId, startUnixNano } = trace;
  return {
    title: root === -1 ? 'Trace without spans' : `${serviceOf(trace, root)} ${nameOf(trace, root)}`,
    // In UTC: a picture is looked at elsewhere.
    subtitle: `Trace ${traceId}, started ${formatTimestampIso(String(startUnixNano))}, ${formatDuration(duration)}`,
  };
}
