/** A batch on disk, ready to be inserted. */
export interface InsertFile {
  readonly table: string;
  /** Column names and types, in the order of the file's RowBinary rows, for example `TraceId String, Flags UInt32`. */
  readonly structure: string;
  /** Absolute path. */
  readonly path: string;
  /** Names the batch: 1 to 64 hex digits. */
  readonly token: string;
}

/**
 * What makes an insert repeatable. The token stands for the batch in the table and, through
 * `deduplicate_blocks_in_dependent_materialized_views`, in every table that a view fills from it: a replay after a crash
 * skips what is there and adds what is missing. One thread and one block, so that a replay cuts the batch as the first try did.
 *
 * @throws Error when the token is not hexadecimal (it is put into the SQL as text: SETTINGS take no parameters).
 */
export function insertSettings(token: string): string {
  if (!/^[0-9a-f]{1,64}$/.test(token)) throw new Error(`Not an insert token: ${token}`);
  return [
    `insert_deduplication_token = '${token}'`,
    'insert_deduplicate = 1',
    'deduplicate_blocks_in_dependent_materialized_views = 1',
    'max_insert_threads = 1',
    'max_threads = 1',
    // A batch may hold spans of many days (a replayed archive, a wrong clock).
    'max_partitions_per_insert_block = 0',
    'min_insert_block_size_rows = 1000000',
    'min_insert_block_size_bytes = 1073741824',
  ].join(', ');
}

/** The names of a structure's columns, for the column list of an INSERT. */
export function columnNames(structure: string): string {
  return structure
    .split(/,\s*(?![^(]*\))/)
    .map((column) => column.trim().split(' ')[0])
    .join(', ');
}
