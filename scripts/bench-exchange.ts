// Measures the mock exchange of a production build on this machine against its targets.
//   npm run bench:exchange [-- --orders 2000]
// It uses a port and a data folder of its own and removes them.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { measureEngine, TARGET_COMMANDS_PER_SECOND } from './bench/engine.ts';
import { measureLoad } from './bench/exchange-load.ts';
import { startServer } from './server-process.ts';

const { values: options } = parseArgs({ options: { orders: { type: 'string', default: '2000' } } });
const orders = Number(options.orders);

const whole = (value: number) => Math.round(value).toLocaleString('en');
const verdict = (met: boolean) => (met ? 'met' : 'MISSED');

/** Of an order, with the SDK and without; medians. */
interface TracingFigures {
  readonly spansAnOrder: number;
  readonly milliseconds: Record<'traced' | 'untraced', number>;
  readonly processorMicros: Record<'traced' | 'untraced', number>;
}

async function measureTracing() {
  const script = path.join(import.meta.dirname, 'bench/tracing-cost.ts');
  const flags = [
    '--experimental-transform-types',
    '--disable-warning=ExperimentalWarning',
    '--import',
    './scripts/bench/own-modules.mjs',
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script]);
  return JSON.parse(stdout) as Record<'alone' | 'together', TracingFigures>;
}

async function measureFlow() {
  const data = mkdtempSync(path.join(tmpdir(), 'fillpath-bench-'));
  process.once('exit', () => rmSync(data, { recursive: true, force: true, maxRetries: 10 }));
  process.on('SIGINT', () => process.exit(130)).on('SIGTERM', () => process.exit(143));
  const server = await startServer({ FILLPATH_DATA: data, CLICKHOUSE_URL: '' });
  try {
    return await measureLoad(server.url, orders);
  } finally {
    await server.stop();
  }
}

console.log(`${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version}`);
const engine = measureEngine();
console.log(
  `Engine alone: ${whole(engine.median)} commands/s, target ${whole(TARGET_COMMANDS_PER_SECOND)}: ` +
    verdict(engine.median >= TARGET_COMMANDS_PER_SECOND),
);
const { alone, together } = await measureTracing();
const { traced, untraced } = alone.milliseconds;
const costPercent = (traced / untraced - 1) * 100;
const processor = ({ processorMicros, spansAnOrder }: TracingFigures) =>
  `${whole(processorMicros.traced)} and ${whole(processorMicros.untraced)} µs (${spansAnOrder.toFixed(1)} spans)`;
console.log(
  `Tracing: an order takes ${traced.toFixed(1)} ms with the SDK and ${untraced.toFixed(1)} ms without, ` +
    `${costPercent.toFixed(1)} % more, target 5 %: ${verdict(costPercent < 5)}.\n` +
    `Processor time with it and without, of an order alone: ${processor(alone)}; of one among many: ${processor(together)}.`,
);
const flow = await measureFlow();
const stored = flow.spansStored === flow.spansEnded;
console.log(
  `Batched flow: ${whole(flow.rate)} orders/s of ${whole(flow.asked)} (${whole(flow.slowest)} in the slowest second), target ${whole(orders)}: ` +
    `${verdict(flow.rate >= orders)}.\n` +
    `Spans: ${whole(flow.spansEnded)} ended, ${whole(flow.spansStored)} stored, all of them: ${verdict(stored)}; ` +
    `the last ${flow.drainSeconds.toFixed(1)} s after the load.`,
);
