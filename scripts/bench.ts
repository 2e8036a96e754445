// Measures a production build of Fillpath on this machine, load generator included, against its targets.
//   npm run bench [-- --spans 2000000 --connections 16 --batch 1000 --reads 200]
// It uses a port and a data folder of its own and removes them.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { SPANS_A_TRACE, SPANS_OF_LARGE_TRACE } from './bench/batch.ts';
import { firstLoadScriptBytes } from './bench/first-load.ts';
import { announcementDelays } from './bench/live.ts';
import type { LoadOrder, LoadResult } from './bench/load.ts';
import { orderToTrace, quantile, traceById } from './bench/reading.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const DEADLINE_SECONDS = 300;
const ANNOUNCEMENTS = 20;
/** A load result lists a latency for each batch. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

const { values: options } = parseArgs({
  options: {
    spans: { type: 'string', default: '2000000' },
    connections: { type: 'string', default: '16' },
    batch: { type: 'string', default: '1000' },
    reads: { type: 'string', default: '200' },
  },
});
const [spans, connections, spansABatch, reads] = [options.spans, options.connections, options.batch, options.reads].map(
  (text) => {
    if (!/^[1-9]\d*$/.test(text)) throw new Error(`"${text}" is not a positive whole number.`);
    return Number(text);
  },
) as [number, number, number, number];

/** The largest resident size of a process so far, in MB; NaN where the system does not keep it (it does on Linux). */
function peakMemoryMegabytes(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;
  } catch {
    return Number.NaN;
  }
}

async function generateLoad(url: string): Promise<LoadResult> {
  const order: LoadOrder = { url, spans, connections, spansABatch, deadlineSeconds: DEADLINE_SECONDS };
  const generator = path.join(import.meta.dirname, 'bench/load.ts');
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [generator, JSON.stringify(order)], { maxBuffer: MAX_OUTPUT_BYTES });
  return JSON.parse(stdout) as LoadResult;
}

type Row = readonly [what: string, target: string, measured: string, met: boolean | null];

function print(rows: readonly Row[]) {
  const table = [
    ['', 'target', 'measured', ''],
    ...rows.map(([what, target, measured, met]) => [
      what,
      target,
      measured,
      met === null ? '' : met ? 'met' : 'MISSED',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  console.log(
    `\n${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}\n`,
  );
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

const ms = (times: readonly number[], share: number) => `${quantile(times, share).toFixed(1)} ms`;

function readingRow(what: string, times: readonly number[]): Row {
  const measured = `${ms(times, 0.95)} (p50 ${ms(times, 0.5)})`;
  return [`${what}, p95`, '40 ms', measured, quantile(times, 0.95) < 40];
}

/** Measures one thing after another and hands out each row as it is known, so that a failure does not hide the rows before. */
async function* measure({ url, pid }: ServerProcess): AsyncGenerator<Row> {
  const firstLoad = (await firstLoadScriptBytes(`${url}/`)) / 1000;
  yield ['first load of /, JavaScript, gzip', '200 kB', `${firstLoad.toFixed(0)} kB`, firstLoad < 200];

  console.log(
    `Storing ${spans.toLocaleString('en')} spans of 8 attributes in batches of ${spansABatch} over ${connections} connections.`,
  );
  const load = await generateLoad(url);
  const rate = load.acknowledged / load.seconds;
  const inAll = `${load.acknowledged.toLocaleString('en')} in ${load.seconds.toFixed(1)} s`;
  yield [
    'ingest, acknowledged and stored',
    '40,000 spans/s',
    `${Math.round(rate).toLocaleString('en')} spans/s`,
    rate >= 40_000,
  ];
  yield [
    '  in all; sent; told to try again',
    '',
    `${inAll}; ${Math.round(load.megabytes)} MB; ${load.retries} times`,
    null,
  ];
  yield ['  batch to acknowledgement, p50 / p99', '', `${ms(load.latencies, 0.5)} / ${ms(load.latencies, 0.99)}`, null];
  const memory = peakMemoryMegabytes(pid);
  yield ['server memory, peak while ingesting', '800 MB', `${Math.round(memory)} MB`, memory < 800];

  console.log(`Reading, ${reads} times each.`);
  const traces = await traceById(url, load.batches, reads);
  yield readingRow('trace of 100 spans by id, Arrow', traces.arrow);
  yield readingRow('trace of 100 spans by id, JSON', traces.json);
  const tracesABatch = 1 + Math.floor((spansABatch - SPANS_OF_LARGE_TRACE) / SPANS_A_TRACE);
  yield readingRow('order id to its trace', await orderToTrace(url, load.batches, tracesABatch, reads));
  const delays = await announcementDelays(url, load.batches, ANNOUNCEMENTS);
  yield ['last span to the live page, p95', '1,000 ms', ms(delays, 0.95), quantile(delays, 0.95) < 1000];
}

const data = mkdtempSync(path.join(tmpdir(), 'fillpath-bench-'));
const rows: Row[] = [];
// Neither the server (server-process.ts kills it) nor its data stays behind, also when this is interrupted.
process.once('exit', () => rmSync(data, { recursive: true, force: true, maxRetries: 10 }));
process.on('SIGINT', () => process.exit(130)).on('SIGTERM', () => process.exit(143));

const server = await startServer({ FILLPATH_DATA: data, FILLPATH_EXCHANGE: 'off', CLICKHOUSE_URL: '' });
try {
  for await (const row of measure(server)) rows.push(row);
} finally {
  print(rows);
  const { code, milliseconds } = await server.stop();
  console.log(`\nThe server stopped with exit code ${code} in ${(milliseconds / 1000).toFixed(1)} s.`);
}
