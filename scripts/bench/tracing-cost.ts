// What tracing costs an order: the same orders, with the same seed, through two exchanges in one process, of which one has the
// OpenTelemetry SDK switched off. Block after block in turn, so that what else the machine does meets both.
//   node --experimental-transform-types --import ./scripts/bench/own-modules.mjs scripts/bench/tracing-cost.ts
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { systemClock } from '@/mocks/exchange/clock';
import type { Order } from '@/mocks/exchange/orders/types';
import { startPipeline } from '@/mocks/exchange/pipeline';
import { otlpSink } from '@/mocks/exchange/span-export';

const BLOCKS = 100;
/** A full batch: more at once would wait for the processor, which says how fast the machine is. */
const ORDERS_A_BLOCK = 5;
const WARM_UP_BLOCKS = 10;
const SEED = 7;

const ENDS: readonly string[] = ['filled', 'cancelled', 'rejected'] satisfies Order['state'][];

/** An exchange, and how long each of its orders took from the client's call to its last state, in milliseconds. */
async function startExchange(traceEndpoint: string) {
  const waiting = new Map<string, () => void>();
  const ended = new Set<string>();
  const pipeline = startPipeline({
    clock: systemClock(),
    seed: SEED,
    sink: otlpSink(traceEndpoint),
    batch: { orders: 5, waitMs: 60 },
    onOrder({ orderId, state }) {
      if (!ENDS.includes(state)) return;
      ended.add(orderId);
      waiting.get(orderId)?.();
    },
    onFault: (service, error) => console.error(service, error),
  });
  const { token } = await pipeline.gateway.login({}, { username: 'demo_user', password: 'demo123' });

  async function order(side: 'buy' | 'sell'): Promise<number> {
    const started = performance.now();
    const body = { symbol: 'BTCUSDT', side, type: 'market', quantity: '0.01' };
    const { orderId } = await pipeline.gateway.placeOrder({}, token, body);
    if (!ended.has(orderId)) await new Promise<void>((resolve) => waiting.set(orderId, resolve));
    return performance.now() - started;
  }

  return {
    async block(): Promise<{ times: number[]; processorMicros: number }> {
      const before = process.cpuUsage();
      const times = await Promise.all(
        Array.from({ length: ORDERS_A_BLOCK }, (_, index) => order(index % 2 === 0 ? 'buy' : 'sell')),
      );
      const { user, system } = process.cpuUsage(before);
      return { times, processorMicros: (user + system) / ORDERS_A_BLOCK };
    },
    async close(): Promise<void> {
      await pipeline.settle();
      await pipeline.close();
    },
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const receiver = spawn(process.execPath, [path.join(import.meta.dirname, 'otlp-swallow.ts')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [port] = (await once(receiver.stdout, 'data')) as [Buffer];
const endpoint = `http://127.0.0.1:${Number(port.toString())}/v1/traces`;

const traced = await startExchange(endpoint);
process.env.OTEL_SDK_DISABLED = 'true';
const untraced = await startExchange(endpoint);

const on = { times: [] as number[], processor: [] as number[] };
const off = { times: [] as number[], processor: [] as number[] };
for (let block = 0; block < BLOCKS; block++) {
  const pair = [
    [traced, on],
    [untraced, off],
  ] as const;
  for (const [exchange, figures] of block % 2 === 0 ? pair : pair.toReversed()) {
    const { times, processorMicros } = await exchange.block();
    if (block < WARM_UP_BLOCKS) continue;
    figures.times.push(...times);
    figures.processor.push(processorMicros);
  }
}
await Promise.all([traced.close(), untraced.close()]);
receiver.kill();

const [timeOn, timeOff] = [median(on.times), median(off.times)];
console.log(
  JSON.stringify({
    orders: on.times.length,
    orderMs: { traced: timeOn, untraced: timeOff },
    costPercent: ((timeOn - timeOff) / timeOff) * 100,
    processorMicrosAnOrder: { traced: median(on.processor), untraced: median(off.processor) },
  }),
);
