import { mkdirSync } from 'node:fs';
import { drainPending, Session } from 'chdb';
import { FillpathError } from '@/lib/base/errors';
import { setParams } from './chdb-params';
import { engineError } from './errors';
import { columnNames, type InsertFile, insertSettings } from './insert';
import { ARROW_SETTINGS, DEFAULT_MAX_SECONDS, JSON_SETTINGS, READ_SETTINGS } from './read-settings';
import type { Params, SelectOptions, Store } from './store';

/** One connection runs one query at a time; more than this many at once only compete for the cores. */
const CONNECTIONS = 8;

/**
 * Opens the embedded store: ClickHouse inside this process, on the files of `folder` (made when missing).
 * @throws FillpathError (`conflict`) when another process has the folder open.
 */
export function openChdbStore(folder: string): Store {
  mkdirSync(folder, { recursive: true });
  const sessions = openSessions(folder);
  return new ChdbStore(sessions);
}

function openSessions(folder: string): Session[] {
  // Days and months, by which the tables are divided, are those of the engine's time zone. A folder that is opened in another
  // one would hide spans: the engine passes over a day whose bounds have moved. The engine reads this when it is first used.
  process.env.TZ = 'UTC';
  try {
    return Array.from({ length: CONNECTIONS }, () => {
      const session = new Session(folder);
      // Parameters of one statement may be thousands of trace ids.
      session.query('SET max_query_size = 16777216');
      return session;
    });
  } catch (cause) {
    const sentence =
      `The data folder ${folder} cannot be opened: another Fillpath may be using it. ` +
      'Stop that one, or give this one a folder of its own with FILLPATH_DATA.';
    throw Object.assign(new FillpathError('conflict', sentence), { cause });
  }
}

class ChdbStore implements Store {
  private readonly idle: Session[];
  private readonly waiting: ((session: Session) => void)[] = [];

  constructor(private readonly sessions: readonly Session[]) {
    this.idle = [...sessions];
  }

  async select<Row>(
    sql: string,
    params: Params = {},
    { maxSeconds = DEFAULT_MAX_SECONDS }: SelectOptions = {},
  ): Promise<Row[]> {
    const query = `${sql}\nSETTINGS ${READ_SETTINGS(maxSeconds)}, ${JSON_SETTINGS}`;
    const bytes = await this.read(query, params, 'JSONEachRow', maxSeconds);
    // Rows are separated by line feeds, and JSON has none inside a row.
    const text = Buffer.from(bytes).toString('utf8').trimEnd();
    return text === '' ? [] : (JSON.parse(`[${text.replaceAll('\n', ',')}]`) as Row[]);
  }

  async selectArrow(
    sql: string,
    params: Params = {},
    { maxSeconds = DEFAULT_MAX_SECONDS }: SelectOptions = {},
  ): Promise<Uint8Array> {
    return this.read(
      `${sql}\nSETTINGS ${READ_SETTINGS(maxSeconds)}, ${ARROW_SETTINGS}`,
      params,
      'ArrowStream',
      maxSeconds,
    );
  }

  async command(sql: string, params: Params = {}): Promise<void> {
    await this.run(sql, params, 'JSONEachRow');
  }

  async insertFile({ table, structure, path, token }: InsertFile): Promise<void> {
    await this.run(
      `INSERT INTO ${table} (${columnNames(structure)})
       SELECT * FROM file({path:String}, 'RowBinary', {structure:String})
       SETTINGS ${insertSettings(token)}`,
      { path, structure },
      'JSONEachRow',
    );
  }

  async close(): Promise<void> {
    // Each connection is taken when its query is done; a new query then waits for ever, but none comes after close.
    await Promise.all(this.sessions.map(() => this.take()));
    await drainPending();
    for (const session of this.sessions) session.close();
  }

  private async read(sql: string, params: Params, format: string, maxSeconds: number): Promise<Uint8Array> {
    try {
      return await this.run(sql, params, format);
    } catch (error) {
      throw engineError(error, maxSeconds);
    }
  }

  private async run(sql: string, params: Params, format: string): Promise<Uint8Array> {
    const session = await this.take();
    try {
      const binding = setParams(params);
      if (binding !== null) await session.queryAsync(binding);
      return (await session.queryAsync(sql, { format })).bytes();
    } finally {
      this.give(session);
    }
  }

  private take(): Promise<Session> {
    const session = this.idle.pop();
    return session ? Promise.resolve(session) : new Promise((resolve) => this.waiting.push(resolve));
  }

  private give(session: Session): void {
    const next = this.waiting.shift();
    if (next) next(session);
    else this.idle.push(session);
  }
}
