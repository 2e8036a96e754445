import { isFillpathError } from '@/lib/base/errors';
import { BloomFilter } from './bloom-filter';
import { ID_LENGTH } from './new-spans';
import type { Store } from './store';

const IDS_A_PIECE = 20_000;

/** Says of a span's id (see `idOf`) that it is certainly not stored, or that it may be. */
export interface IdFilter {
  mayHave(id: string): boolean;
  /** From now on the id may be stored. */
  add(id: string): void;
}

/** Rules nothing out: for a server, to which others write, too. */
export const NO_FILTER: IdFilter = { mayHave: () => true, add: () => undefined };

/**
 * A filter over all stored span ids. Nearly every span that comes is new, and to ask the store whether 8,000 of them are
 * costs 50 ms with two million stored, and more with more; the filter takes 2. What it wrongly takes for known costs that
 * question. Sound only while nobody else writes to the store.
 *
 * It reads the ids in the background and rules nothing out before it has them all; `loaded` resolves then, or when it has
 * given up.
 */
export async function filterOfStored(store: Store): Promise<{ filter: IdFilter; loaded: Promise<void> }> {
  const [counted] = await store.select<{ count: string }>('SELECT count() AS count FROM span_ids');
  const count = Number(counted?.count ?? 0);
  const known = new BloomFilter(count);
  let complete = false;
  const filter: IdFilter = { mayHave: (id) => !complete || known.mayHave(id), add: (id) => known.add(id) };

  async function load(): Promise<void> {
    try {
      for (const prefix of prefixes(count)) for (const id of await idsOf(store, prefix)) known.add(id);
      complete = true;
    } catch (error) {
      if (isFillpathError(error) && error.kind === 'unavailable') return;
      console.warn('The ids of the stored spans could not be read; ingest is slower until the next start', error);
    }
  }
  return { filter, loaded: load() };
}

/** Beginnings of trace ids that divide `count` spans into pieces, so that none holds the process up. */
function prefixes(count: number): string[] {
  const digits = Math.max(0, Math.ceil(Math.log(count / IDS_A_PIECE) / Math.log(16)));
  if (digits === 0) return [''];
  return Array.from({ length: 16 ** digits }, (_, piece) => piece.toString(16).padStart(digits, '0'));
}

async function idsOf(store: Store, prefix: string): Promise<string[]> {
  const [row] = await store.select<{ ids: string }>(
    `SELECT arrayStringConcat(groupArray(TraceId || SpanId)) AS ids FROM span_ids
     WHERE TraceId >= {prefix:String} AND TraceId <= {prefix:String} || repeat('f', 32)`,
    { prefix },
  );
  const text = row?.ids ?? '';
  return Array.from({ length: text.length / ID_LENGTH }, (_, index) =>
    text.slice(index * ID_LENGTH, (index + 1) * ID_LENGTH),
  );
}
