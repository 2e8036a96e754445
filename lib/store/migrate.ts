import { readdirSync } from 'node:fs';
import path from 'node:path';
import { sqlFile } from './sql-file';
import type { Store } from './store';

/**
 * Brings the schema up to date: applies each file of `schema/` (named `NNN-what.sql`) whose number is not recorded yet, in
 * order. Statements say IF NOT EXISTS, so that a file that was interrupted half-way is simply run again, and so that a table
 * that a Collector has made is taken over.
 */
export async function migrate(store: Store): Promise<void> {
  await store.command(
    `CREATE TABLE IF NOT EXISTS fillpath_migrations (Version UInt32, Name String, AppliedAt DateTime DEFAULT now())
     ENGINE = MergeTree ORDER BY Version`,
  );
  const rows = await store.select<{ Version: number }>('SELECT DISTINCT Version FROM fillpath_migrations');
  const applied = new Set(rows.map((row) => row.Version));
  for (const name of migrationFiles()) {
    const version = Number(name.slice(0, 3));
    if (applied.has(version)) continue;
    for (const statement of statements(sqlFile(`schema/${name}`))) await store.command(statement);
    await store.command('INSERT INTO fillpath_migrations (Version, Name) SELECT {version:UInt32}, {name:String}', {
      version,
      name,
    });
  }
}

/**
 * Makes `business_keys` hold exactly these keys. One that is added while spans are stored already is marked as incomplete:
 * the look-up table will not know those spans, so searches for it read the spans themselves.
 */
export async function configureBusinessKeys(store: Store, keys: readonly string[]): Promise<void> {
  const rows = await store.select<{ Key: string }>('SELECT Key FROM business_keys');
  const stored = rows.map((row) => row.Key);
  const added = keys.filter((key) => !stored.includes(key));
  const removed = stored.filter((key) => !keys.includes(key));
  // Added before others are removed: a Collector may be writing meanwhile.
  if (added.length > 0) {
    await store.command(
      `INSERT INTO business_keys (Key, Complete)
       SELECT arrayJoin({added:Array(String)}), (SELECT count() FROM (SELECT 1 FROM otel_traces LIMIT 1)) = 0`,
      { added },
    );
  }
  if (removed.length > 0) {
    await store.command('DELETE FROM business_keys WHERE Key IN {removed:Array(String)}', { removed });
  }
}

function migrationFiles(): string[] {
  return readdirSync(path.join(process.cwd(), 'lib/store/schema'))
    .filter((name) => /^\d{3}-.*\.sql$/.test(name))
    .sort();
}

/** The statements of a file: they end with a semicolon at the end of a line. */
function statements(sql: string): string[] {
  return sql
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
