import type { SearchResponse } from '@/lib/api/contract';
import { isFillpathError } from '@/lib/base/errors';
import { type ImportServer, importFile, type StoredTrace } from '@/lib/import/import-file';
import type { ImportMessage, ImportOrder } from './import-messages';

/** Messages a second are for people: more only keep the page busy. */
const TELL_MS = 100;

function tell(message: ImportMessage): void {
  postMessage(message);
}

function serverAt(origin: string): ImportServer {
  return {
    async post(body) {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${origin}/v1/traces`, { method: 'POST', headers, body });
      return { status: response.status, body: await response.text() };
    },
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    async stored(traceId): Promise<StoredTrace | null> {
      const response = await fetch(`${origin}/api/search?q=${traceId}`);
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      const [trace] = ((await response.json()) as SearchResponse).traces;
      return trace === undefined
        ? null
        : { spanCount: trace.spanCount, service: trace.rootService, name: trace.rootName };
    },
  };
}

async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    if (value !== undefined) yield value;
  }
}

async function run({ file, origin }: ImportOrder): Promise<void> {
  let toldAt = Number.NEGATIVE_INFINITY;
  try {
    const report = await importFile({ bytes: chunksOf(file), size: file.size }, serverAt(origin), (progress) => {
      if (performance.now() - toldAt < TELL_MS) return;
      toldAt = performance.now();
      tell({ kind: 'progress', progress });
    });
    tell({ kind: 'report', report });
  } catch (error) {
    if (isFillpathError(error)) return tell({ kind: 'failure', sentence: error.message });
    const cause = error instanceof Error ? error.message : String(error);
    tell({ kind: 'failure', sentence: `The file could not be read: ${cause}. Choose it again.` });
  }
}

addEventListener('message', (event: MessageEvent<ImportOrder>) => void run(event.data));
