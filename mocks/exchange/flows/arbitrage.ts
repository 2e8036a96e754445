import { type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { isFillpathError } from '@/lib/base/errors';
import type { Rng } from '@/lib/base/rng';
import { toUnixNano } from '../clock';
import { instrumentOf } from '../market/instruments';
import { recordedTrace, spanRef } from '../messaging/span-refs';
import type { ClientOrder, Order } from '../orders/types';
import { priceOf, quantityOf, rejectAttributes, termAttributes } from '../services/attributes';
import { createOrder, OrderWithdrawn } from '../services/order-creation';
import { millisBetween } from '../services/signal-attributes';
import { judge, type LegPlan, type LegResult, notTried, type Outcome, type Pair, spreadOf } from './arbitrage-outcome';
import { idsOfOrder, pick } from './direct-order';
import type { Flow, FlowContext, StartedFlow } from './flow';
import { ARBITRAGEUR } from './simulated-clients';

export const PAIRS: readonly Pair[] = [pairOf('BTC', 'BTCUSDT', 'BTCUSD'), pairOf('ETH', 'ETHUSDT', 'ETHUSD')];

function pairOf(asset: string, atBinance: string, atKraken: string): Pair {
  return {
    asset,
    markets: [
      { venue: 'binance', symbol: atBinance },
      { venue: 'kraken', symbol: atKraken },
    ],
  };
}

/**
 * Looks at both venues, decides, looks again, and trades both legs at once, immediate or cancel. One trace over both; fills
 * are traces of their own as everywhere, linked to the legs. Resolves once the legs are on their way: the root ends when both
 * are done, or ten seconds have passed.
 */
export function runArbitrage(context: FlowContext, pair: Pair, lots: number): Promise<StartedFlow> {
  const { service, nextId, quote } = context;
  const engine = service('arbitrage-engine');
  const { promise, resolve } = Promise.withResolvers<StartedFlow>();
  const started: StartedFlow = { traceIds: [], orderIds: [] };
  const id = nextId('ARB');
  const look = () => {
    const [one, other] = pair.markets;
    const quotes = [quote(one.venue, one.symbol), quote(other.venue, other.symbol)] as const;
    return { isBlind: quotes.includes(null), plan: spreadOf(pair, quotes) };
  };
  const conclude = (span: Span, { attributes: outcome, failure }: Outcome) => {
    span.setAttributes(outcome);
    if (failure !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: failure });
  };
  const attributes = { 'arbitrage.id': id, 'arbitrage.asset': pair.asset, 'user.id': ARBITRAGEUR };

  const execute = async (span: Span) => {
    started.traceIds.push(recordedTrace(spanRef(span)));
    const begunAt = toUnixNano(engine.clock.now());
    const first = look();
    if (first.plan) span.addEvent('spread_seen', { 'arbitrage.spread': spreadIn(first.plan) }, engine.clock.now());
    await engine.work(0.5, 2);
    const { plan, isBlind } = first.plan ? look() : first;
    if (!plan) {
      const reason = isBlind ? 'no_market_data' : 'spread_gone';
      span.addEvent(reason, {}, engine.clock.now());
      conclude(span, notTried(reason));
      return;
    }
    const legs = plan.map((leg) => ({ leg, ids: orderIdsFor(context) }));
    started.orderIds.push(...legs.map(({ ids }) => ids.orderId));
    const onTheirWay = legs.map(({ leg, ids }) => runLeg(context, id, leg, lots, ids));
    void Promise.all(onTheirWay.map(({ sent }) => sent)).then(() => resolve(started));
    const [buy, sell] = await Promise.all(onTheirWay.map(({ result }) => result));
    if (!buy || !sell) return;
    const [buying, selling] = plan;
    const aim = {
      quantity: quantityOf(buying.symbol, lots),
      buyVenue: buying.venue,
      buyPrice: priceOf(buying.symbol, buying.seenPrice),
      sellVenue: selling.venue,
      sellPrice: priceOf(selling.symbol, selling.seenPrice),
    };
    span.setAttribute('arbitrage.latency_ms', millisBetween(begunAt, toUnixNano(engine.clock.now())));
    conclude(span, judge(aim, buy, sell));
  };

  void engine
    .background(() =>
      engine.withIds({ 'arbitrage.id': id, 'user.id': ARBITRAGEUR }, () =>
        engine.span('arbitrage.execute', { kind: SpanKind.INTERNAL, root: true, attributes }, execute),
      ),
    )
    .then(() => resolve(started));
  return promise;
}

interface Ids {
  readonly orderId: string;
  readonly clientOrderId: string;
  readonly userId: string;
}

function orderIdsFor({ nextId }: FlowContext): Ids {
  return { orderId: nextId('ORD'), clientOrderId: nextId('CLI'), userId: ARBITRAGEUR };
}

/** One leg. `sent` settles when the order is created or refused, `result` when it is done. */
function runLeg(context: FlowContext, arbitrageId: string, plan: LegPlan, lots: number, ids: Ids) {
  const { service, completions, topics } = context;
  const engine = service('arbitrage-engine');
  const { promise: sent, resolve: isSent } = Promise.withResolvers<void>();
  const { symbol, side, worstPrice, quote } = plan;
  const terms = { symbol, side, type: 'limit', price: worstPrice, worstPrice, lots, timeInForce: 'ioc' } as const;
  const attributes = {
    ...termAttributes(terms),
    'exchange.venue': plan.venue,
    'arbitrage.leg': side,
    'arbitrage.seen_price': priceOf(symbol, plan.seenPrice),
    'md.seq': quote.sequence,
    'md.age_ns': Math.round(quote.ageMs * 1e6),
  };
  const trade = async (span: Span): Promise<LegResult> => {
    const order: ClientOrder = { ...ids, ...terms, arbitrageId, origin: spanRef(span), lane: 'direct' };
    const completion = completions.of(order.orderId);
    try {
      const created = await createOrder({ service: engine, topics }, order, []);
      if (!created.accepted) {
        span.setAttributes(rejectAttributes(created.reject));
        return { ...NOTHING, state: 'rejected', doneAtUnixNano: toUnixNano(engine.clock.now()) };
      }
      isSent();
      const done = await completion.done;
      if (done) {
        span.setAttributes(outcomeOf(done));
        return resultOf(done);
      }
      span.addEvent('given_up', {}, engine.clock.now());
      span.setStatus({ code: SpanStatusCode.ERROR, message: 'The order was not done within ten seconds.' });
      return { ...NOTHING, state: 'unknown' };
    } finally {
      completion.giveUp();
      isSent();
    }
  };
  const result = engine
    .withIds(idsOfOrder(ids), () => engine.span('arbitrage.leg', { kind: SpanKind.CLIENT, attributes }, trade))
    .catch(async (error: unknown): Promise<LegResult> => {
      // That a service is silent is no defect of this one; the leg's span says it. The other leg goes on.
      if (!isFillpathError(error)) engine.fault(error);
      const late = error instanceof OrderWithdrawn ? await endOf(context, error.order) : null;
      return late ? resultOf(late) : { ...NOTHING, state: 'failed' };
    });
  return { sent, result };
}

/** What a withdrawn order ended as: it may have traded before. null when that is not known. */
async function endOf({ completions }: FlowContext, order: Order | null): Promise<Order | null> {
  const isOpen = order?.state === 'accepted' || order?.state === 'partially_filled';
  return isOpen ? completions.of(order.orderId).done : order;
}

const NOTHING = { filled: 0, averagePrice: null, doneAtUnixNano: null } as const;

function resultOf({ state, filledQuantity, averagePrice, updatedAtUnixNano }: Order): LegResult {
  return {
    state,
    filled: Number(filledQuantity),
    averagePrice: averagePrice === null ? null : Number(averagePrice),
    doneAtUnixNano: updatedAtUnixNano,
  };
}

function outcomeOf({ state, filledQuantity, averagePrice }: Order) {
  return {
    'order.status': state,
    'order.filled_quantity': Number(filledQuantity),
    ...(averagePrice === null ? {} : { 'exec.average_price': Number(averagePrice) }),
  };
}

function spreadIn([buy, sell]: readonly [LegPlan, LegPlan]): number {
  return priceOf(buy.symbol, sell.seenPrice - buy.seenPrice);
}

/** Mostly what one order of the market maker has; one in three walks through several prices, and may find too little within reach. */
function drawLots(rng: Rng, { markets: [{ symbol }] }: Pair): number {
  const { minLots } = instrumentOf(symbol).quoting;
  return rng.int(3) === 0 ? minLots * (10 + rng.int(40)) : minLots + rng.int(minLots);
}

export const arbitrage: Flow = {
  name: 'arbitrage',
  title: 'Arbitrage',
  description:
    'One asset bought at one venue and sold at another at once, in one trace: arbitrage.execute with two arbitrage.leg, ' +
    'profit after slippage, latency and skew of the legs; or status error with the reason (spread_gone, leg_missed) and how each leg ended.',
  start(context) {
    const pair = pick(context.rng, PAIRS);
    return runArbitrage(context, pair, drawLots(context.rng, pair));
  },
};
