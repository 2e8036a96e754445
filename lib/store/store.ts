import type { InsertFile } from './insert';

/** A value bound to a `{name:Type}` placeholder; never put into SQL as text. */
export type Param = string | number | bigint | boolean | readonly (string | number | bigint)[];
export type Params = Readonly<Record<string, Param>>;

export interface SelectOptions {
  /** The engine gives up after this many seconds (default 30) and the caller gets an `unavailable` error that says so. */
  readonly maxSeconds?: number;
}

/**
 * ClickHouse SQL, on chDB inside this process or on a server. The SQL given to `select*` is text of ours (a file of
 * `queries/`, see `sqlFile`) with `{name:Type}` placeholders, without SETTINGS and FORMAT: the store adds read-only
 * mode, limits and the format.
 */
export interface Store {
  /** Rows as objects. 64-bit integers come as strings, DateTime64 as text, Map as object. Bounded results only. */
  select<Row>(sql: string, params?: Params, options?: SelectOptions): Promise<Row[]>;
  /** The result as an Arrow IPC stream, uncompressed, LowCardinality columns as dictionaries. */
  selectArrow(sql: string, params?: Params, options?: SelectOptions): Promise<Uint8Array>;
  /** DDL and the like, without a result. */
  command(sql: string, params?: Params): Promise<void>;
  /** Inserts a file of RowBinary rows; a second call with the same token stores nothing twice and completes what a first began. */
  insertFile(insert: InsertFile): Promise<void>;
  /** Waits for inserts, stops whatever else is running (which is then `unavailable`), and closes. */
  close(): Promise<void>;
}
