import { SpanStatusCode } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { instrumentOf } from '../market/instruments';
import { byName, testExchange, traceTexts } from '../test-support';
import type { DirectOrder } from './direct-order';
import { orderLifecycle, runLifecycle } from './order-lifecycle';

/** Buys at the market, which is at the reference price of the symbol. */
function order(symbol: string, lots: number, terms: Partial<DirectOrder> = {}): DirectOrder {
  const marketPrice = instrumentOf(symbol).referencePrice;
  const ids = { orderId: 'ORD-X', clientOrderId: 'CLI-X', userId: 'SIM-01' };
  return { ...ids, symbol, side: 'buy', type: 'market', price: null, worstPrice: 1, lots, marketPrice, ...terms };
}

async function run(placed: DirectOrder) {
  const exchange = await testExchange();
  const before = exchange.spans().length;
  const started = await exchange.settled(runLifecycle(exchange.flows, placed));
  const spans = exchange.spans().slice(before);
  return { ...exchange, started, flowSpans: spans, one: (name: string) => byName(spans, name)[0] };
}

const millis = (duration: readonly [number, number]) => duration[0] * 1e3 + duration[1] / 1e6;

describe('the order lifecycle', () => {
  it('takes an order through six services’ steps in turn, each in exactly its time', async () => {
    const { flowSpans, started, faults } = await run(order('BTCUSDT', 100_000));
    expect(traceTexts(flowSpans)).toEqual([
      [
        'order-gateway order_lifecycle server',
        '  order-gateway receive_order server',
        '  order-validator validate_order server',
        '  risk-service check_risk server',
        '  order-router route_order server',
        '  execution-service execute_on_exchange server',
        '  order-gateway confirm_order server',
      ],
    ]);
    const inTurn = flowSpans.filter(({ name }) => name !== 'order_lifecycle');
    expect(inTurn.map(({ duration }) => millis(duration))).toEqual([2, 5, 3, 1, 15, 3]);
    expect(millis(byName(flowSpans, 'order_lifecycle')[0]?.duration ?? [0, 0])).toBe(29);
    expect(started.traceIds).toEqual([flowSpans[0]?.spanContext().traceId]);
    expect(started.orderIds).toEqual(['ORD-X']);
    expect(faults).toEqual([]);
  });

  it.each([
    ['BTCUSDT', 'binance', 15],
    ['ETHUSD', 'kraken', 25],
    ['AAPL', 'default', 50],
  ])('sends %s to %s, which takes %i ms', async (symbol, venue, ms) => {
    const { one } = await run(order(symbol, 1));
    expect(one('route_order')?.attributes).toMatchObject({ 'exchange.venue': venue });
    expect(millis(one('execute_on_exchange')?.duration ?? [0, 0])).toBe(ms);
  });

  it.each([
    ['buy', 61_061],
    ['sell', 60_939],
  ] as const)('lets a market order to %s slip by a thousandth', async (side, price) => {
    const { one } = await run(order('BTCUSDT', 100_000, { side }));
    // 61,000 · 1.001 and 61,000 · 0.999
    for (const name of ['execute_on_exchange', 'confirm_order', 'order_lifecycle']) {
      expect(one(name)?.attributes).toMatchObject({
        'exec.price': price,
        'exec.slippage': side === 'buy' ? 1.001 : 0.999,
      });
    }
  });

  it.each([
    ['buy', 61_061],
    ['sell', 60_939],
  ] as const)('fills a limit order to %s at %i, where slippage takes the market', async (side, price) => {
    const { one } = await run(order('BTCUSDT', 100_000, { side, type: 'limit', price: price * 100 }));
    expect(one('order_lifecycle')?.attributes).toMatchObject({
      'order.status': 'filled',
      'order.price': price,
      'exec.price': price,
    });
  });

  it.each([
    ['buy', 61_060.99, 61_061],
    ['sell', 60_939.01, 60_939],
  ] as const)(
    'never fills a limit order to %s at %d worse than that: it is cancelled, and says why',
    async (side, limit, offered) => {
      const price = Math.round(limit * 100);
      const { one, flowSpans } = await run(order('BTCUSDT', 100_000, { side, type: 'limit', price }));
      for (const name of ['execute_on_exchange', 'confirm_order', 'order_lifecycle']) {
        const attributes = one(name)?.attributes;
        expect(attributes).toMatchObject({
          'order.status': 'cancelled',
          'exchange.cancel_reason': 'no_liquidity',
          'exec.offered_price': offered,
        });
        for (const key of ['exec.price', 'fill.id', 'fill.quantity']) expect(attributes).not.toHaveProperty([key]);
      }
      const events = flowSpans.flatMap((span) => span.events.map(({ name }) => name));
      expect(events).toEqual(expect.arrayContaining(['limit_price_not_met', 'cancel_confirmed', 'order_cancelled']));
      expect(events).not.toContain('order_executed');
      expect(events).not.toContain('order_confirmed');
    },
  );

  it('rejects more than 100,000 and stops there; nothing is marked as an error', async () => {
    // 1.64 BTC at 61,000 are 100,040.
    const { flowSpans, one } = await run(order('BTCUSDT', 164_000));
    expect(flowSpans.map(({ name }) => name)).toEqual([
      'receive_order',
      'validate_order',
      'check_risk',
      'order_lifecycle',
    ]);
    const rejected = { 'order.status': 'rejected', 'order.reject_reason': 'position_limit_exceeded' };
    expect(one('check_risk')?.attributes).toMatchObject({
      ...rejected,
      'risk.notional': 100_040,
      'risk.limit': 100_000,
    });
    expect(one('order_lifecycle')?.attributes).toMatchObject(rejected);
    expect(flowSpans.map(({ status }) => status.code)).not.toContain(SpanStatusCode.ERROR);
  });

  it('accepts 100,000 itself', async () => {
    // 1,000 shares at 100.00
    const { one } = await run(order('AAPL', 1_000, { marketPrice: 10_000 }));
    expect(one('order_lifecycle')?.attributes).toMatchObject({ 'order.status': 'filled' });
  });

  it('refuses a quantity of nothing in the validator', async () => {
    const { flowSpans } = await run(order('BTCUSDT', 0));
    expect(flowSpans.map(({ name }) => name)).toEqual(['receive_order', 'validate_order', 'order_lifecycle']);
  });

  it('puts the order’s ids on every span, and tells its log as events', async () => {
    const { flowSpans } = await run(order('BTCUSDT', 1));
    const ids = { 'order.id': 'ORD-X', 'client.order_id': 'CLI-X', 'user.id': 'SIM-01' };
    for (const { attributes } of flowSpans) expect(attributes).toMatchObject(ids);
    expect(flowSpans.flatMap(({ events }) => events.map(({ name }) => name))).toEqual([
      'order_received',
      'validation_passed',
      'risk_check_passed',
      'order_routed',
      'order_executed',
      'order_confirmed',
      'lifecycle_started',
      'order_completed',
    ]);
  });

  it('draws the same orders from the same seed, some of them refused and some cancelled', async () => {
    const drawn = async () => {
      const exchange = await testExchange({ seed: 3 });
      for (let n = 0; n < 48; n++) await exchange.settled(orderLifecycle.start(exchange.flows));
      return byName(exchange.spans(), 'order_lifecycle').map(({ attributes }) => attributes);
    };
    const [one, two] = [await drawn(), await drawn()];
    expect(one).toEqual(two);
    expect(new Set(one.map((attributes) => attributes['order.status']))).toEqual(
      new Set(['filled', 'rejected', 'cancelled']),
    );
    expect(new Set(one.map((attributes) => attributes['order.side']))).toEqual(new Set(['buy', 'sell']));
  });
});
