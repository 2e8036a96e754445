import { drainPending, Session } from 'chdb';
import { FillpathError } from '@/lib/base/errors';
import { setParams } from './chdb-params';
import { answerTooLarge, engineError } from './errors';
import { columnNames, type InsertFile, insertSettings } from './insert';
import { makeFolder } from './make-folder';
import { ARROW_SETTINGS, DEFAULT_MAX_SECONDS, JSON_SETTINGS, MAX_JSON_BYTES, READ_SETTINGS } from './read-settings';
import type { Params, SelectOptions, Store } from './store';

/** One connection runs one query at a time; more than this many at once only compete for the cores. */
const CONNECTIONS = 8;

const STOP_EVERY_MS = 100;

/**
 * Opens the embedded store: ClickHouse inside this process, on the files of `folder` (made when missing).
 * @throws FillpathError `conflict` when another process has the folder open, `invalid-input` when it cannot be made or written.
 */
export function openChdbStore(folder: string): Store {
  makeFolder(folder);
  const [control, ...sessions] = openSessions(folder);
  return new ChdbStore(control as Session, sessions);
}

function openSessions(folder: string): Session[] {
  // Days and months, by which the tables are divided, are those of the engine's time zone. A folder that is opened in another
  // one would hide spans: the engine passes over a day whose bounds have moved. The engine reads this when it is first used.
  process.env.TZ = 'UTC';
  try {
    return Array.from({ length: 1 + CONNECTIONS }, () => {
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

interface Waiting {
  readonly resolve: (session: Session) => void;
  readonly reject: (error: Error) => void;
}

class ChdbStore implements Store {
  private readonly idle: Session[];
  private waiting: Waiting[] = [];
  private closing = false;

  constructor(
    /** Free when all others are busy: to stop what they do. */
    private readonly control: Session,
    private readonly sessions: readonly Session[],
  ) {
    this.idle = [...sessions];
  }

  async select<Row>(
    sql: string,
    params: Params = {},
    { maxSeconds = DEFAULT_MAX_SECONDS }: SelectOptions = {},
  ): Promise<Row[]> {
    const query = `${sql}\nSETTINGS ${READ_SETTINGS(maxSeconds)}, ${JSON_SETTINGS}`;
    const bytes = await this.read(query, params, 'JSONEachRow', maxSeconds);
    // The engine inside a process does not keep `max_result_bytes`.
    if (bytes.length > MAX_JSON_BYTES) throw answerTooLarge();
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
    this.closing = true;
    for (const { reject } of this.waiting) reject(shuttingDown());
    this.waiting = [];
    // Inserts are waited for. A select may take half a minute, for which the process could neither close nor even exit.
    const stopping = setInterval(() => this.stopSelects(), STOP_EVERY_MS);
    await Promise.all(this.sessions.map(() => this.nextIdle()));
    clearInterval(stopping);
    await drainPending();
    for (const session of [this.control, ...this.sessions]) session.close();
  }

  /** Those that have begun. Not on a thread of libuv's: the selects may have all of them. */
  private stopSelects(): void {
    this.control.query("KILL QUERY WHERE query_kind = 'Select' ASYNC");
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
    return this.closing ? Promise.reject(shuttingDown()) : this.nextIdle();
  }

  private nextIdle(): Promise<Session> {
    const session = this.idle.pop();
    if (session) return Promise.resolve(session);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  private give(session: Session): void {
    const next = this.waiting.shift();
    if (next) next.resolve(session);
    else this.idle.push(session);
  }
}

function shuttingDown(): FillpathError {
  return new FillpathError('unavailable', 'Fillpath is shutting down. Try again when it has started anew.');
}
