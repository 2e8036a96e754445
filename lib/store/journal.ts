import { mkdirSync } from 'node:fs';
import { mkdir, readdir, rename, rm, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

const BATCH_FILE = /^([0-9a-f]{32})\.(\d+)\.rows$/;

/** So many refused batches are kept, at about 32 MiB each: enough to see what is wrong with them. */
const MAX_REFUSED = 16;

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
  private constructor(
    private readonly folder: string,
    /** Batches that the store has refused. Nobody reads them but people. */
    readonly refusedFolder: string,
  ) {}

  static open(folder: string): Journal {
    mkdirSync(folder, { recursive: true });
    return new Journal(folder, path.join(folder, 'refused'));
  }

  /** Writes a batch. It exists whole or not at all: a crash in between leaves a `.part` file, which is never read. */
  async write(token: string, spanCount: number, rows: Uint8Array): Promise<JournalEntry> {
    const file = path.join(this.folder, `${token}.${spanCount}.rows`);
    try {
      await writeFile(`${file}.part`, rows);
      await rename(`${file}.part`, file);
    } catch (error) {
      // Half a batch would go on filling a disk that is full already.
      await rm(`${file}.part`, { force: true });
      throw error;
    }
    return { token, spanCount, path: file };
  }

  async remove(entry: JournalEntry): Promise<void> {
    await rm(entry.path, { force: true });
  }

  /** Moves a batch out of the way. @returns where to, or null when {@link MAX_REFUSED} are there already and it stays. */
  async setAside(entry: JournalEntry): Promise<string | null> {
    if ((await this.refusedCount()) >= MAX_REFUSED) return null;
    const file = path.join(this.refusedFolder, path.basename(entry.path));
    await mkdir(this.refusedFolder, { recursive: true });
    await rename(entry.path, file);
    return file;
  }

  /** How many batches were set aside, by earlier runs too, and not removed by anybody. */
  async refusedCount(): Promise<number> {
    const names = await readdir(this.refusedFolder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.filter((name) => BATCH_FILE.test(name)).length;
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
