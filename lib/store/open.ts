import path from 'node:path';
import { openChdbStore } from './chdb-store';
import { openClickHouseStore } from './clickhouse-store';
import { clickhouseCode } from './errors';
import { Journal } from './journal';
import { configureBusinessKeys, damagedParts, migrate } from './migrate';
import { SpanWriter } from './span-writer';
import type { Store } from './store';

export interface StoreOptions {
  /** Holds the embedded store (`store/`) and the journal (`journal/`). */
  readonly dataFolder: string;
  readonly clickhouseUrl: string | null;
  readonly businessKeys: readonly string[];
}

const ACCESS_DENIED = 497;

/**
 * Opens the store and brings it to a state that can be trusted: schema up to date, interrupted batches completed.
 * `warnings` are sentences for the log about what could not be repaired.
 */
export async function openStore(
  options: StoreOptions,
): Promise<{ store: Store; writer: SpanWriter; warnings: string[] }> {
  const store = options.clickhouseUrl
    ? openClickHouseStore(options.clickhouseUrl)
    : openChdbStore(path.join(options.dataFolder, 'store'));
  await migrate(store);
  await configureBusinessKeys(store, options.businessKeys);
  const journal = Journal.open(path.join(options.dataFolder, 'journal'));
  // To a server others may write, too: then only the server knows what is stored.
  const writer = await SpanWriter.open(store, journal, options.clickhouseUrl === null);
  const warnings = await damageWarnings(store);
  const refused = await writer.refusedBatches();
  if (refused > 0) {
    warnings.push(
      `${refused} batches of spans are in ${journal.refusedFolder}: the store refused them, and they were never acknowledged. ` +
        'Please report them, then remove the folder.',
    );
  }
  return { store, writer, warnings };
}

/** A server may keep its system tables from the user that Fillpath logs in as. */
async function damageWarnings(store: Store): Promise<string[]> {
  try {
    return (await damagedParts(store)).map(
      ({ table, parts }) =>
        `${parts} damaged parts of the table ${table} were set aside by the engine: their rows are missing from every answer. ` +
        'See system.detached_parts.',
    );
  } catch (error) {
    if (clickhouseCode(error) !== ACCESS_DENIED) throw error;
    return [
      'Whether the server has set damaged parts aside is not known: it does not let this user read system.detached_parts.',
    ];
  }
}
