import path from 'node:path';
import { openChdbStore } from './chdb-store';
import { openClickHouseStore } from './clickhouse-store';
import { damageWarning } from './damage';
import { Journal } from './journal';
import { makeFolder } from './make-folder';
import { configureBusinessKeys, migrate } from './migrate';
import { SpanWriter } from './span-writer';
import type { Store } from './store';

export interface StoreOptions {
  /** Holds the embedded store (`store/`) and the journal (`journal/`). */
  readonly dataFolder: string;
  readonly clickhouseUrl: string | null;
  readonly businessKeys: readonly string[];
}

/**
 * Opens the store and brings it to a state that can be trusted: schema up to date, interrupted batches completed.
 * `warnings` are sentences for the log about what could not be repaired.
 */
export async function openStore(
  options: StoreOptions,
): Promise<{ store: Store; writer: SpanWriter; warnings: string[] }> {
  const journalFolder = path.join(options.dataFolder, 'journal');
  makeFolder(journalFolder);
  const store = options.clickhouseUrl
    ? openClickHouseStore(options.clickhouseUrl)
    : openChdbStore(path.join(options.dataFolder, 'store'));
  await migrate(store);
  await configureBusinessKeys(store, options.businessKeys);
  const journal = Journal.open(journalFolder);
  // To a server others may write, too: then only the server knows what is stored.
  const writer = await SpanWriter.open(store, journal, options.clickhouseUrl === null);
  const damage = await damageWarning(store);
  const warnings = damage === null ? [] : [damage];
  const refused = await writer.refusedBatches();
  if (refused > 0) {
    warnings.push(
      `${refused} batches of spans are in ${journal.refusedFolder}: the store refused them, and they were never acknowledged. ` +
        'Please report them, then remove the folder.',
    );
  }
  return { store, writer, warnings };
}
