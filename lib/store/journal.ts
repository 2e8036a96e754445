import { mkdirSync } from 'node:fs';
import { readdir, rename, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

const BATCH_FILE = /^([0-9a-f]{32})\.(\d+)\.rows$/;

/** A batch that was written down but of which it is not certain that it is stored whole. */
export interface JournalEntry {
  readonly token: string;
  readonly spanCount: number;
  readonly path: string;
}

/**
 * Batches on disk between "decided" and "stored". A batch is written here before its insert and removed after it; what is found
 * at the next start was interrupted, and is inserted again under the same token (see `insert.ts`).
 */
export class Journal {
  private constructor(private readonly folder: string) {}

  static open(folder: string): Journal {
    mkdirSync(folder, { recursive: true });
    return new Journal(folder);
  }

  /** Writes a batch. It exists whole or not at all: a crash in between leaves a `.part` file, which is never read. */
  async write(token: string, spanCount: number, rows: Uint8Array): Promise<JournalEntry> {
    const file = path.join(this.folder, `${token}.${spanCount}.rows`);
    await writeFile(`${file}.part`, rows);
    await rename(`${file}.part`, file);
    return { token, spanCount, path: file };
  }

  async remove(entry: JournalEntry): Promise<void> {
    await unlink(entry.path);
  }

  /** The batches that an earlier run left, in no particular order. Half-written files are removed: nothing of them was stored. */
  async leftovers(): Promise<JournalEntry[]> {
    const entries: JournalEntry[] = [];
    for (const name of await readdir(this.folder)) {
      const file = path.join(this.folder, name);
      const [, token, spanCount] = BATCH_FILE.exec(name) ?? [];
      if (token !== undefined) entries.push({ token, spanCount: Number(spanCount), path: file });
      else if (name.endsWith('.part')) await unlink(file);
    }
    return entries;
  }
}
