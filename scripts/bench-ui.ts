// Measures the trace page of a production build in headless Chromium, 1600x900, against its targets.
//   npm run bench:ui [-- --sizes 1000,10000,100000,1000000 --runs 5]
// It uses a port and a data folder of its own and removes them.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { largeTrace } from './bench/large-trace.ts';
import { measureTracePage, type PageFigures } from './bench/trace-page.ts';
import { findBrowser } from './browser.mjs';
import { startServer } from './server-process.ts';

const { values: options } = parseArgs({
  options: { sizes: { type: 'string', default: '1000,10000,100000,1000000' }, runs: { type: 'string', default: '5' } },
});
const sizes = options.sizes.split(',').map(Number);
const runs = Number(options.runs);

/** By size, in the units of {@link PageFigures}; null where the issue of the page names none. */
const TARGETS: Readonly<Record<number, Partial<PageFigures>>> = {
  1_000: { settledMs: 500, framesPerSecond: 45, frameP95Ms: 34, inputP95Ms: 33, findMs: 50, heapMegabytes: 30 },
  10_000: { settledMs: 500, framesPerSecond: 45, frameP95Ms: 34, inputP95Ms: 33, findMs: 50, heapMegabytes: 35 },
  100_000: { settledMs: 700, framesPerSecond: 45, frameP95Ms: 34, inputP95Ms: 50, findMs: 100, heapMegabytes: 50 },
  1_000_000: { settledMs: 2500, framesPerSecond: 45, frameP95Ms: 34, inputP95Ms: 100, findMs: 600, heapMegabytes: 250 },
};

const NAMES: Readonly<Record<keyof PageFigures, string>> = {
  drawnMs: 'navigation to first drawn, ms',
  settledMs: 'navigation to drawn and settled, ms',
  framesPerSecond: 'scrolling through all, and by wheel: frames/s',
  frameP95Ms: 'scrolling through all, and by wheel: p95 frame, ms',
  inputP95Ms: 'zoom, fold, select: input to next frame p95, ms',
  findMs: 'find text to counted and marked, ms',
  heapMegabytes: 'JavaScript heap after load, MB',
};

function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function store(url: string, size: number): Promise<string> {
  const traceId = Buffer.alloc(16);
  traceId.writeUInt32BE(0xbe9c_0000);
  traceId.writeUInt32BE(size, 12);
  // An hour ago, so that the page does not wait for more of it.
  const start = BigInt(Date.now() - 3_600_000) * 1_000_000n;
  for (const body of largeTrace(size, traceId, start)) {
    const answer = await fetch(`${url}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-protobuf' },
      body: new Uint8Array(body),
    });
    if (!answer.ok) throw new Error(`The server answered ${answer.status}: ${await answer.text()}`);
  }
  return traceId.toString('hex');
}

async function measure(browser: Browser, url: string, size: number): Promise<PageFigures> {
  const traceId = await store(url, size);
  const all: PageFigures[] = [];
  for (let run = 0; run < runs; run++) all.push(await measureTracePage(browser, `${url}/traces/${traceId}`));
  const keys = Object.keys(NAMES) as (keyof PageFigures)[];
  return Object.fromEntries(
    keys.map((key) => [key, median(all.map((figures) => figures[key]))]),
  ) as unknown as PageFigures;
}

function verdict(key: keyof PageFigures, measured: number, target: number | undefined): string {
  if (target === undefined) return '';
  const met = key === 'framesPerSecond' ? measured >= target : measured <= target;
  return met ? 'met' : 'MISSED';
}

const data = mkdtempSync(path.join(tmpdir(), 'fillpath-bench-'));
process.once('exit', () => rmSync(data, { recursive: true, force: true, maxRetries: 10 }));
process.on('SIGINT', () => process.exit(130)).on('SIGTERM', () => process.exit(143));

const executablePath = findBrowser(process.env);
if (!executablePath) throw new Error('No browser was found. `npm test` installs one, or set CHROMIUM_PATH.');
const server = await startServer({ FILLPATH_DATA: data, FILLPATH_EXCHANGE: 'off', CLICKHOUSE_URL: '' });
const browser = await chromium.launch({ executablePath, args: ['--enable-precise-memory-info'] });
try {
  console.log(`${cpus().length} cores (${cpus()[0]?.model}), Chromium ${browser.version()}, medians of ${runs}`);
  for (const size of sizes) {
    const figures = await measure(browser, server.url, size);
    console.log(`\n${size.toLocaleString('en')} spans`);
    for (const key of Object.keys(NAMES) as (keyof PageFigures)[]) {
      const target = TARGETS[size]?.[key];
      const columns = [NAMES[key].padEnd(50), figures[key].toFixed(0).padStart(6), String(target ?? '').padStart(6)];
      console.log(`  ${columns.join('  ')}  ${verdict(key, figures[key], target)}`.trimEnd());
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
