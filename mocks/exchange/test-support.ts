import { scryptSync } from 'node:crypto';
import { SpanKind } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base';
import { type FillpathError, isFillpathError } from '@/lib/base/errors';
import { ExportFaults } from './export-faults';
import type { MarketSettings } from './market-side';
import type { Carrier } from './messaging/envelope';
import type { Order } from './orders/types';
import { startPipeline } from './pipeline';
import type { BatchLimits } from './services/batching-service';
import type { Passwords } from './services/users';
import { VirtualClock } from './virtual-clock';

const LEAST_COST = 2;
/** Hundreds of tests log in, and none of them is about how long that takes. */
const CHEAP_PASSWORDS: Passwords = {
  cost: LEAST_COST,
  hashOf: ({ salt }) => scryptSync('demo123', Buffer.from(salt, 'hex'), 32, { N: LEAST_COST }).toString('hex'),
};

export interface Placement {
  readonly token: string;
  readonly body: unknown;
  readonly carrier?: Carrier;
}

/** The whole exchange on a clock of its own, its spans kept in memory. */
export async function testExchange(
  options: { seed?: number; batch?: BatchLimits; market?: Partial<MarketSettings> } = {},
) {
  const exporter = new InMemorySpanExporter();
  const exportFaults = new ExportFaults();
  const clock = new VirtualClock(1_800_000_000);
  const states: Order[] = [];
  const faults: string[] = [];
  const pipeline = startPipeline({
    clock,
    seed: options.seed ?? 1,
    market: options.market ?? {},
    passwords: CHEAP_PASSWORDS,
    batch: options.batch ?? { orders: 5, waitMs: 60 },
    onOrder: (order) => states.push(order),
    onFault: (service, error) => faults.push(`${service}: ${String(error)}`),
    sink: {
      faults: exportFaults,
      processor: () => new SimpleSpanProcessor(sending(exporter, exportFaults)),
      close: async () => {},
      counts: () => ({ ended: 0, exported: 0, failed: 0, withheld: 0, dropped: 0 }),
    },
  });
  const { gateway } = pipeline;

  /** Runs `work` and everything that follows from it. */
  async function settled<Result>(work: Promise<Result>): Promise<Result> {
    // A refusal may come while time still runs.
    work.catch(() => {});
    await clock.run();
    return work;
  }
  const submit = ({ token, body, carrier = {} }: Placement): Promise<Order | FillpathError> =>
    gateway.placeOrder(carrier, token, body).catch((error: unknown) => {
      if (isFillpathError(error)) return error;
      throw error;
    });
  const login = async (username: string) => (await settled(gateway.login({}, { username, password: 'demo123' }))).token;
  const tokens = { user: await login('demo_user'), fund: await login('demo_fund') };
  exporter.reset();

  return {
    ...pipeline,
    clock,
    /** Every state that was announced, in order. */
    states,
    faults,
    tokens,
    settled,
    spans: () => exporter.getFinishedSpans(),
    /** Places orders at the same time and lets everything happen. A refusal comes back as a value. */
    place: (...orders: Placement[]) => settled(Promise.all(orders.map(submit))),
    /** The same, but each order is sent when the one before it has been answered. */
    async placeInTurn(...orders: Placement[]) {
      const inTurn = async () => {
        for (const order of orders) await submit(order);
      };
      await settled(inTurn());
    },
  };
}

/** What is planted on the way out happens here as it does in the sink that sends. */
function sending(exporter: InMemorySpanExporter, faults: ExportFaults): SpanExporter {
  return {
    export(spans, done) {
      for (let copy = 0; copy < faults.copies; copy++) exporter.export(faults.apply(spans), done);
    },
    shutdown: () => exporter.shutdown(),
  };
}

export function byName(spans: readonly ReadableSpan[], name: string): ReadableSpan[] {
  return spans.filter((span) => span.name === name);
}

/** Traces as indented text, in order of their starts: service, name, kind, then the attributes asked for. */
export function traceTexts(spans: readonly ReadableSpan[], keys: readonly string[] = []): string[][] {
  const traces = Map.groupBy(spans.toSorted(byStart), (span) => span.spanContext().traceId);
  return [...traces.values()].map((trace) => {
    const ids = new Set(trace.map((span) => span.spanContext().spanId));
    const below = (parentId: string | undefined, indent: string): string[] =>
      trace
        .filter(
          ({ parentSpanContext: parent }) =>
            (parent && ids.has(parent.spanId) ? parent.spanId : undefined) === parentId,
        )
        .flatMap((span) => [`${indent}${line(span, keys)}`, ...below(span.spanContext().spanId, `${indent}  `)]);
    return below(undefined, '');
  });
}

function line(span: ReadableSpan, keys: readonly string[]): string {
  const kind = SpanKind[span.kind].toLowerCase();
  const values = keys.filter((key) => key in span.attributes).map((key) => String(span.attributes[key]));
  return [span.resource.attributes['service.name'], span.name, kind, ...values].map(String).join(' ');
}

function byStart(a: ReadableSpan, b: ReadableSpan): number {
  return a.startTime[0] - b.startTime[0] || a.startTime[1] - b.startTime[1];
}
