import { SpanKind } from '@opentelemetry/api';
import { toUnixNano } from '../clock';
import { instrumentOf } from '../market/instruments';
import { recordedTrace, spanRef } from '../messaging/span-refs';
import type { Signal } from '../orders/types';
import { priceOf } from '../services/attributes';
import type { NewOrder } from '../services/many-entry';
import type { Quote } from '../services/market-data';
import { venueOf } from '../venues/venues';
import { startedBy } from './batched-orders';
import { pick } from './direct-order';
import type { Flow, FlowContext, StartedFlow } from './flow';
import { SIMULATED_CLIENTS } from './simulated-clients';

const STRATEGY = 'mean_reversion';
/** So many clients follow a signal. */
const FOLLOWERS = 2;
/** The gateway waits up to ten seconds for its orders to be created, and as long again for them to be withdrawn. */
const ANSWERED_MS = 25_000;

/** The client-gateway takes a strategy's orders in like any other client's. */
export function startSignalServices({ service, flowTopics, submitOrders }: FlowContext): void {
  const gateway = service('client-gateway');
  gateway.receive(flowTopics.signalOrders, async (orders) => {
    await gateway.work(0.2, 1);
    return submitOrders(orders);
  });
}

/**
 * Looks at a price, decides, and sends orders. The signal is a trace of its own and so is each order; the order's root links
 * to `strategy.signal`, and every span of it has `signal.id`. Without market data there is a signal that says so, and no order.
 */
export async function runSignal(context: FlowContext, symbol: string): Promise<StartedFlow> {
  const { service, flowTopics, nextId, quote } = context;
  const engine = service('strategy-engine');
  const id = nextId('SIG');
  const venue = venueOf(symbol);
  const attributes = {
    'signal.id': id,
    'signal.strategy': STRATEGY,
    'order.symbol': symbol,
    'exchange.venue': venue,
  };
  const settings = { kind: SpanKind.INTERNAL, root: true, attributes };
  return engine.track(async () => {
    const { orders, traceId } = await engine.span('strategy.signal', settings, async (span) => {
      await engine.work(0.5, 2);
      const seen = quote(venue, symbol);
      const own = recordedTrace(spanRef(span));
      if (!seen || seen.bid === 0 || seen.ask === 0) {
        span.addEvent('no_market_data', {}, engine.clock.now());
        span.setAttribute('signal.orders', 0);
        return { orders: [], traceId: own };
      }
      const side = decide(context, symbol, seen);
      const price = side === 'buy' ? seen.ask : seen.bid;
      span.setAttributes({
        'signal.side': side,
        'signal.price': priceOf(symbol, price),
        'signal.orders': FOLLOWERS,
        'md.seq': seen.sequence,
        'md.age_ns': Math.round(seen.ageMs * 1e6),
        'md.bid': priceOf(symbol, seen.bid),
        'md.ask': priceOf(symbol, seen.ask),
      });
      span.addEvent('signal_raised', { 'signal.side': side }, engine.clock.now());
      const signal: Signal = { id, ref: spanRef(span), price, atUnixNano: toUnixNano(engine.clock.now()) };
      return { orders: follow(context, symbol, side, signal), traceId: own };
    });
    if (orders.length === 0) return { traceIds: [traceId], orderIds: [] };
    const { traceIds, orderIds } = startedBy(await engine.request(flowTopics.signalOrders, orders, ANSWERED_MS));
    return { traceIds: [traceId, ...traceIds], orderIds };
  });
}

/** Below its reference a price is expected to rise, above it to fall. */
function decide({ rng }: FlowContext, symbol: string, { bid, ask }: Quote): 'buy' | 'sell' {
  const distance = bid + ask - 2 * instrumentOf(symbol).referencePrice;
  if (distance !== 0) return distance < 0 ? 'buy' : 'sell';
  return rng.int(2) === 0 ? 'buy' : 'sell';
}

function follow({ rng }: FlowContext, symbol: string, side: 'buy' | 'sell', signal: Signal): NewOrder[] {
  const { minLots } = instrumentOf(symbol).quoting;
  return Array.from({ length: FOLLOWERS }, () => {
    const userId = pick(rng, SIMULATED_CLIENTS);
    return { userId, symbol, side, type: 'market', price: null, lots: 1 + rng.int(minLots), signal };
  });
}

export const strategySignal: Flow = {
  name: 'strategy-signal',
  title: 'Strategy signal',
  description:
    'A strategy sees a price and sends two orders: strategy.signal with md.seq and md.age_ns, then client_order_received of ' +
    'each order, linked to it, with the time from signal to order and to fill and the slippage against the price at the signal.',
  start: (context) => runSignal(context, pick(context.rng, ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'])),
};
