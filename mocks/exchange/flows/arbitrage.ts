import { type Span, SpanKind } from '@opentelemetry/api';
import { toUnixNano } from '../clock';
import { instrumentOf } from '../market/instruments';
import { spanRef } from '../messaging/span-refs';
import type { ClientOrder, Order, Reject } from '../orders/types';
import { priceOf, quantityOf, rejectAttributes, termAttributes } from '../services/attributes';
import { millisBetween } from '../services/signal-attributes';
import { judge, type LegPlan, type LegResult, type Pair, spreadOf } from './arbitrage-outcome';
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
    return spreadOf(pair, [quote(one.venue, one.symbol), quote(other.venue, other.symbol)]);
  };
  const attributes = { 'arbitrage.id': id, 'arbitrage.asset': pair.asset, 'user.id': ARBITRAGEUR };

  const execute = async (span: Span) => {
    started.traceIds.push(span.spanContext().traceId);
    const begunAt = toUnixNano(engine.clock.now());
    const first = look();
    if (first) span.addEvent('spread_seen', { 'arbitrage.spread': spreadIn(first) }, engine.clock.now());
    await engine.work(0.5, 2);
    const plan = first && look();
    if (!plan) {
      span.setAttributes({
        'arbitrage.success': false,
        'arbitrage.failure_reason': 'spread_gone',
        'arbitrage.profit': 0,
      });
      span.addEvent('spread_gone', {}, engine.clock.now());
      return;
    }
    const legs = plan.map((leg) => ({ leg, ids: orderIdsFor(context) }));
    started.orderIds.push(...legs.map(({ ids }) => ids.orderId));
    const onTheirWay = legs.map(({ leg, ids }) => runLeg(context, id, leg, lots, ids));
    void Promise.allSettled(onTheirWay.map(({ sent }) => sent)).then(() => resolve(started));
    const [buy, sell] = await Promise.all(onTheirWay.map(({ result }) => result));
    if (!buy || !sell) return;
    const [buying, selling] = plan;
    const aim = {
      quantity: quantityOf(buying.symbol, lots),
      buyPrice: priceOf(buying.symbol, buying.seenPrice),
      sellPrice: priceOf(selling.symbol, selling.seenPrice),
    };
    span.setAttributes({
      ...judge(aim, buy, sell),
      'arbitrage.buy_venue': buying.venue,
      'arbitrage.sell_venue': selling.venue,
      'arbitrage.latency_ms': millisBetween(begunAt, toUnixNano(engine.clock.now())),
    });
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
  const { service, completions } = context;
  const engine = service('arbitrage-engine');
  const { promise: sent, resolve: isSent } = Promise.withResolvers<void>();
  const { symbol, side, worstPrice, quote } = plan;
  const terms = { symbol, side, type: 'limit', price: worstPrice, worstPrice, lots } as const;
  const attributes = {
    ...termAttributes(terms),
    'exchange.venue': plan.venue,
    'arbitrage.leg': side,
    'arbitrage.seen_price': priceOf(symbol, plan.seenPrice),
    'md.seq': quote.sequence,
    'md.age_ns': Math.round(quote.ageMs * 1e6),
  };
  const result = engine.withIds(idsOfOrder(ids), () =>
    engine.span('arbitrage.leg', { kind: SpanKind.CLIENT, attributes }, async (span): Promise<LegResult> => {
      const order: ClientOrder = { ...ids, ...terms, arbitrageId, origin: spanRef(span), lane: 'direct' };
      const completion = completions.of(order.orderId);
      const reject = await create(context, order);
      isSent();
      if (reject) {
        completion.giveUp();
        span.setAttributes(rejectAttributes(reject));
        return { filled: 0, averagePrice: null, doneAtUnixNano: toUnixNano(engine.clock.now()) };
      }
      const done = await completion.done;
      if (done) span.setAttributes(outcomeOf(done));
      else span.addEvent('given_up', {}, engine.clock.now());
      return {
        filled: Number(done?.filledQuantity ?? 0),
        averagePrice: done?.averagePrice ? Number(done.averagePrice) : null,
        doneAtUnixNano: done?.updatedAtUnixNano ?? null,
      };
    }),
  );
  return { sent, result };
}

function outcomeOf({ state, filledQuantity, averagePrice }: Order) {
  return {
    'order.status': state,
    'order.filled_quantity': Number(filledQuantity),
    ...(averagePrice === null ? {} : { 'exec.average_price': Number(averagePrice) }),
  };
}

/** Reserves and creates; what was reserved is set free when the order is refused. @returns why it was. */
async function create({ service, topics }: FlowContext, order: ClientOrder): Promise<Reject | null> {
  const engine = service('arbitrage-engine');
  const balance = await engine.request(topics.checkBalance, order);
  if (!balance.accepted) return balance.reject;
  const created = await engine.request(topics.createOrder, order);
  if (created.accepted) return null;
  await engine.request(topics.releaseFunds, { orderId: order.orderId });
  return created.reject;
}

function spreadIn([buy, sell]: readonly [LegPlan, LegPlan]): number {
  return priceOf(buy.symbol, sell.seenPrice - buy.seenPrice);
}

export const arbitrage: Flow = {
  name: 'arbitrage',
  title: 'Arbitrage',
  description:
    'One asset bought at one venue and sold at another at once, in one trace: arbitrage.execute with two arbitrage.leg, ' +
    'success or the reason of failure (spread_gone, leg_missed), latency, skew of the legs and profit after slippage.',
  start(context) {
    const pair = pick(context.rng, PAIRS);
    const { minLots } = instrumentOf(pair.markets[0].symbol).quoting;
    return runArbitrage(context, pair, minLots + context.rng.int(minLots));
  },
};
