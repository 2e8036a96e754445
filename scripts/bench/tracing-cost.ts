// What tracing costs an order: the same orders, with the same seed, through two exchanges in one process, of which one has the
// OpenTelemetry SDK switched off. Round after round in turn, so that what else the machine does meets both. A round ends when
// its spans have been sent, so that their export is counted where they were made.
//   node --experimental-transform-types --import ./scripts/bench/own-modules.mjs scripts/bench/tracing-cost.ts
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createRng } from '@/lib/base/rng';
import { systemClock } from '@/mocks/exchange/clock';
import type { Order } from '@/mocks/exchange/orders/types';
import { startPipeline } from '@/mocks/exchange/pipeline';
import { OrderSource } from '@/mocks/exchange/scenarios/order-source';
import { otlpSink } from '@/mocks/exchange/span-export';

const ROUNDS = 20;
const WARM_UP_ROUNDS = 4;
/** Alone: a full batch at a time, as more would wait for the processor, which says how fast the machine is. */
const ALONE = { blocks: 8, orders: 5 };
/** Together: what 2,000 orders a second send in each tick. */
const TOGETHER = { blocks: 4, orders: 40 };
const SEED = 7;

const ENDS: readonly string[] = ['filled', 'cancelled', 'rejected'] satisfies Order['state'][];

interface Round {
  readonly orders: number;
  /** How long each order took from the client's call to its last state, in milliseconds. */
  readonly times: readonly number[];
  readonly processorMicros: number;
  readonly spans: number;
}

async function startExchange(traceEndpoint: string) {
  const waiting = new Map<string, () => void>();
  const ended = new Set<string>();
  const sink = otlpSink(traceEndpoint);
  const exporting = sink.processor();
  const pipeline = startPipeline({
    clock: systemClock(),
    seed: SEED,
    sink,
    batch: { orders: 5, waitMs: 60 },
    onOrder({ orderId, state }) {
      if (!ENDS.includes(state)) return;
      ended.add(orderId);
      waiting.get(orderId)?.();
    },
    onFault: (service, error) => console.error(service, error),
  });
  const { token } = await pipeline.gateway.login({}, { username: 'demo_user', password: 'demo123' });
  const source = new OrderSource(createRng(SEED), 1, { cancelRace: false, poorClient: false });

  async function end(orderId: string): Promise<void> {
    if (!ended.has(orderId)) await new Promise<void>((resolve) => waiting.set(orderId, resolve));
    waiting.delete(orderId);
    ended.delete(orderId);
  }

  async function alone(side: 'buy' | 'sell'): Promise<number> {
    const started = performance.now();
    const body = { symbol: 'BTCUSDT', side, type: 'market', quantity: '0.01' };
    const { orderId } = await pipeline.gateway.placeOrder({}, token, body);
    await end(orderId);
    return performance.now() - started;
  }

  /** None that rests: it would not end. */
  function marketOrder() {
    let { terms } = source.next();
    while (terms.type !== 'market') ({ terms } = source.next());
    return { ...terms, userId: 'SIM-01' };
  }

  async function round(blocks: number, orders: number, block: () => Promise<number[]>): Promise<Round> {
    const spansBefore = sink.counts().ended;
    const before = process.cpuUsage();
    const times: number[] = [];
    for (let index = 0; index < blocks; index++) times.push(...(await block()));
    await pipeline.idle();
    await exporting.forceFlush();
    const { user, system } = process.cpuUsage(before);
    const all = blocks * orders;
    return { orders: all, times, processorMicros: (user + system) / all, spans: sink.counts().ended - spansBefore };
  }

  return {
    alone: () =>
      round(ALONE.blocks, ALONE.orders, () =>
        Promise.all(Array.from({ length: ALONE.orders }, (_, index) => alone(index % 2 === 0 ? 'buy' : 'sell'))),
      ),
    together: () =>
      round(TOGETHER.blocks, TOGETHER.orders, async () => {
        const orders = await pipeline.flows.submitOrders(Array.from({ length: TOGETHER.orders }, marketOrder));
        await Promise.all(orders.map(({ orderId }) => end(orderId)));
        return [];
      }),
    async close(): Promise<void> {
      await pipeline.settle();
      await pipeline.close();
    },
  };
}

type Exchange = Awaited<ReturnType<typeof startExchange>>;

async function compare(traced: Exchange, untraced: Exchange, way: 'alone' | 'together') {
  const on: Round[] = [];
  const off: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const pair = [
      [traced, on],
      [untraced, off],
    ] as const;
    for (const [exchange, rounds] of round % 2 === 0 ? pair : pair.toReversed()) {
      const figures = await exchange[way]();
      if (round >= WARM_UP_ROUNDS) rounds.push(figures);
    }
  }
  const both = <Figure>(figure: (rounds: readonly Round[]) => Figure) => ({
    traced: figure(on),
    untraced: figure(off),
  });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    orders: sum(on.map(({ orders }) => orders)),
    spansAnOrder: sum(on.map(({ spans }) => spans)) / sum(on.map(({ orders }) => orders)),
    milliseconds: both((rounds) => median(rounds.flatMap(({ times }) => times))),
    processorMicros: both((rounds) => median(rounds.map(({ processorMicros }) => processorMicros))),
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

const alone = await compare(traced, untraced, 'alone');
const together = await compare(traced, untraced, 'together');
await Promise.all([traced.close(), untraced.close()]);
receiver.kill();
console.log(JSON.stringify({ alone, together }));
