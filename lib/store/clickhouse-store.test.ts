import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Session } from 'chdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from './open';
import { allSpans, testSpan, testWriter } from './test-support';

/**
 * A server is not at hand where the tests run, so chDB, the same engine, answers behind a small ClickHouse HTTP interface:
 * query in the body (or in the URL, then the body is data), `param_...` in the URL, errors with their code in a header.
 */
class HttpEngine {
  private constructor(
    private readonly server: Server,
    private readonly session: Session,
    private readonly folder: string,
    /** Queries that the user has no right to. */
    readonly forbidden: { pattern: RegExp | null },
  ) {}

  static async start(): Promise<HttpEngine> {
    const folder = await mkdtemp(path.join(tmpdir(), 'fillpath-http-engine-'));
    const session = new Session(path.join(folder, 'db'));
    const forbidden = { pattern: null as RegExp | null };
    // One connection, so one request after the other, as parameters stick to the connection.
    let turn = Promise.resolve();
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        turn = turn.then(async () => {
          try {
            if (forbidden.pattern?.test(Buffer.concat(chunks).toString())) throw notPermitted();
            response.end(
              await answer(session, folder, new URL(request.url ?? '/', 'http://engine'), Buffer.concat(chunks)),
            );
          } catch (error) {
            const code = (error as { clickhouseCode?: number }).clickhouseCode ?? 0;
            response.writeHead(code === 159 ? 408 : 400, { 'x-clickhouse-exception-code': String(code) });
            response.end((error as Error).message);
          }
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new HttpEngine(server, session, folder, forbidden);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    this.session.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function notPermitted(): Error {
  const message = 'Code: 497. DB::Exception: reader: Not enough privileges. (ACCESS_DENIED)';
  return Object.assign(new Error(message), { clickhouseCode: 497 });
}

async function answer(session: Session, folder: string, url: URL, body: Buffer): Promise<Uint8Array> {
  for (const [name, value] of url.searchParams) {
    if (!name.startsWith('param_')) continue;
    await session.queryAsync(`SET ${name} = '${value.replace(/[\\']/g, (character) => `\\${character}`)}'`);
  }
  const inUrl = url.searchParams.get('query');
  let query = inUrl ?? body.toString('utf8');
  if (inUrl !== null && body.length > 0) {
    const file = path.join(folder, randomUUID());
    await writeFile(file, body);
    query = query.replace(/(SETTINGS [^]*) FORMAT RowBinary\s*$/, `SELECT * FROM file('${file}', 'RowBinary') $1`);
  }
  const format = /\sFORMAT (\w+)\s*$/.exec(query)?.[1];
  return (await session.queryAsync(query.replace(/\sFORMAT \w+\s*$/, ''), format ? { format } : {})).bytes();
}

describe('a ClickHouse server behind CLICKHOUSE_URL', () => {
  let engine: HttpEngine;
  let dataFolder: string;
  beforeAll(async () => {
    engine = await HttpEngine.start();
    dataFolder = await mkdtemp(path.join(tmpdir(), 'fillpath-remote-'));
  });
  afterAll(async () => {
    await engine.stop();
    await rm(dataFolder, { recursive: true, force: true });
  });

  it('gets the same schema, and stores and finds the same spans', async () => {
    const { store, writer } = await openStore({ dataFolder, clickhouseUrl: engine.url, businessKeys: ['order.id'] });
    const span = testSpan({ name: "it's \\ a\ttab", attributes: { 'order.id': 'ORD-1', quantity: 5 } });
    expect(await testWriter(writer).write([span])).toBe(1);
    expect(await testWriter(writer).write([span])).toBe(0);
    expect(await allSpans(store, span.traceId)).toEqual([span]);
    expect(await store.select('SELECT Value, Key FROM business_ids')).toEqual([{ Value: 'ORD-1', Key: 'order.id' }]);
    await store.close();
  });

  it('binds values of every kind', async () => {
    const { store } = await openStore({ dataFolder, clickhouseUrl: engine.url, businessKeys: ['order.id'] });
    const params = { text: `'; DROP TABLE x; --\\ \t\n`, list: ["it's", 'b'], big: 2n ** 63n };
    const [row] = await store.select(
      'SELECT {text:String} AS text, {list:Array(String)} AS list, {big:UInt64} AS big',
      params,
    );
    expect(row).toEqual({ ...params, big: '9223372036854775808' });
    await store.close();
  });

  it('may keep its system tables to itself', async () => {
    engine.forbidden.pattern = /system\.detached_parts/;
    const { store, warnings } = await openStore({ dataFolder, clickhouseUrl: engine.url, businessKeys: ['order.id'] });
    engine.forbidden.pattern = null;
    expect(warnings).toEqual([expect.stringContaining('does not let this user read system.detached_parts')]);
    await store.close();
  });

  it('says that it does not answer when it does not', async () => {
    const opened = openStore({ dataFolder, clickhouseUrl: 'http://127.0.0.1:9', businessKeys: [] });
    await expect(opened).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('does not answer'),
    });
  });
});
