// Measures the matching engine alone, on one core, with a mixed flow of commands.
//   node scripts/bench/engine.ts
import { OrderBook } from '../../mocks/exchange/engine/order-book.ts';
import type { Command } from '../../mocks/exchange/engine/types.ts';
import { mixedFlow } from './engine-flow.ts';

export const TARGET_COMMANDS_PER_SECOND = 500_000;
const COMMANDS = 500_000;
const RUNS = 5;
const SEED = 1;

export interface EngineResult {
  /** Commands per second of each run, ascending. */
  readonly runs: readonly number[];
  readonly median: number;
  /** Processor time a command in µs, the collector's threads included; median. Tells a slow engine from a busy machine. */
  readonly processorMicros: number;
  /** What the flow was made of and what came of it, for the reader to judge it by. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Runs a fresh book through the same flow, once to warm up and then {@link RUNS} times. */
export function measureEngine(): EngineResult {
  const flow = mixedFlow(COMMANDS, SEED);
  const counts = countsOf(flow);
  const runs = Array.from({ length: RUNS + 1 }, () => measureRun(flow)).slice(1);
  const ascending = (numbers: number[]) => numbers.sort((a, b) => a - b);
  const rates = ascending(runs.map(({ rate }) => rate));
  const micros = ascending(runs.map(({ processorMicros }) => processorMicros));
  const middle = (RUNS - 1) / 2;
  return { runs: rates, median: rates[middle] ?? Number.NaN, processorMicros: micros[middle] ?? Number.NaN, counts };
}

function measureRun(flow: readonly Command[]): { rate: number; processorMicros: number } {
  // Strings of its own for each run, as if they had just come in: a known string has its hash with it.
  const fresh = structuredClone(flow);
  const book = new OrderBook();
  let events = 0;
  const processorBefore = process.cpuUsage();
  const started = performance.now();
  for (const command of fresh) events += book.submit(command).length;
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(processorBefore);
  if (events < fresh.length) throw new Error('The engine left commands unanswered.');
  return { rate: fresh.length / seconds, processorMicros: (user + system) / fresh.length };
}

function countsOf(flow: readonly Command[]): Record<string, number> {
  const book = new OrderBook();
  const counts: Record<string, number> = {};
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  for (const command of flow) {
    count(command.kind === 'new' ? `new ${command.price === null ? 'market' : command.timeInForce}` : command.kind);
    for (const event of book.submit(command)) {
      if (event.kind === 'cancel-reject') count('refused');
      else if (event.execType === 'Trade') count('trade reports');
      else if (event.execType === 'Rejected') count('refused');
      else if (event.reason === 'self_trade') count('self-trades prevented');
    }
  }
  const { bids, asks } = book.depth(Number.POSITIVE_INFINITY);
  return { ...counts, 'open at the end': book.openOrders, 'price levels at the end': bids.length + asks.length };
}

if (import.meta.main) {
  const { runs, median, processorMicros, counts } = measureEngine();
  const whole = (rate: number) => Math.round(rate).toLocaleString('en-US');
  const flow = Object.entries(counts).map(([what, number]) => `${number.toLocaleString('en-US')} ${what}`);
  process.stdout.write(
    `Engine alone, ${COMMANDS.toLocaleString('en-US')} commands a run: ${flow.join(', ')}.\n` +
      `Commands per second: ${runs.map(whole).join(', ')}; median of ${RUNS} ${whole(median)}, ` +
      `target ${whole(TARGET_COMMANDS_PER_SECOND)}: ${median >= TARGET_COMMANDS_PER_SECOND ? 'met' : 'MISSED'}.\n` +
      `Processor time, collection of garbage included: ${processorMicros.toFixed(2)} µs a command.\n`,
  );
  if (median < TARGET_COMMANDS_PER_SECOND) process.exitCode = 1;
}
