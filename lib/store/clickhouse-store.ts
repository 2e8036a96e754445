import { createReadStream } from 'node:fs';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { engineError } from './errors';
import { columnNames, type InsertFile, insertSettings } from './insert';
import { ARROW_SETTINGS, DEFAULT_MAX_SECONDS, JSON_SETTINGS, READ_SETTINGS } from './read-settings';
import type { Params, SelectOptions, Store } from './store';

/** Opens a ClickHouse server or cluster by its HTTP address (user, password and database in the URL). It connects at the first query. */
export function openClickHouseStore(url: string): Store {
  return new ClickHouseStore(
    createClient({
      url,
      max_open_connections: 16,
      request_timeout: 60_000,
      // Every failure is thrown as well; the caller says what it means.
      log: { level: ClickHouseLogLevel.OFF },
    }),
  );
}

class ClickHouseStore implements Store {
  constructor(private readonly client: ClickHouseClient) {}

  async select<Row>(
    sql: string,
    params: Params = {},
    { maxSeconds = DEFAULT_MAX_SECONDS }: SelectOptions = {},
  ): Promise<Row[]> {
    try {
      const result = await this.client.query({
        query: `${sql}\nSETTINGS ${READ_SETTINGS(maxSeconds)}, ${JSON_SETTINGS}`,
        query_params: params,
        format: 'JSONEachRow',
      });
      return await result.json<Row>();
    } catch (error) {
      throw engineError(error, maxSeconds);
    }
  }

  async selectArrow(
    sql: string,
    params: Params = {},
    { maxSeconds = DEFAULT_MAX_SECONDS }: SelectOptions = {},
  ): Promise<Uint8Array> {
    try {
      const { stream } = await this.client.exec({
        query: `${sql}\nSETTINGS ${READ_SETTINGS(maxSeconds)}, ${ARROW_SETTINGS}\nFORMAT ArrowStream`,
        query_params: params,
      });
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    } catch (error) {
      throw engineError(error, maxSeconds);
    }
  }

  async command(sql: string, params: Params = {}): Promise<void> {
    try {
      await this.client.command({ query: sql, query_params: params });
    } catch (error) {
      throw engineError(error, DEFAULT_MAX_SECONDS);
    }
  }

  async insertFile({ table, structure, path, token }: InsertFile): Promise<void> {
    const { stream } = await this.client.exec({
      query: `INSERT INTO ${table} (${columnNames(structure)}) SETTINGS ${insertSettings(token)} FORMAT RowBinary`,
      values: createReadStream(path),
      // The answer comes after the last view has been filled.
      clickhouse_settings: { wait_end_of_query: 1 },
    });
    stream.resume();
    await new Promise((resolve, reject) => stream.on('end', resolve).on('error', reject));
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}
