import { describe, expect, it } from 'vitest';
import { runSignal } from './strategy-signal';
import { flowsOn, linkText } from './test-flows';

const market = { updatesPerSecond: 10 };
const signal = (symbol = 'BTCUSDT') => flowsOn({ market }, (context) => runSignal(context, symbol));

const nanosOf = ([seconds, nanos]: readonly [number, number]) => BigInt(seconds) * 1_000_000_000n + BigInt(nanos);

describe('a strategy’s signal', () => {
  it('is a trace of its own, with the price that it saw and how old that was', async () => {
    const { named, started, market: side } = await signal();
    const [span, ...others] = named('strategy.signal');
    expect(others).toEqual([]);
    expect(span?.parentSpanContext).toBeUndefined();
    expect(span?.spanContext().traceId).toBe(started.traceIds[0]);
    const attributes = span?.attributes ?? {};
    expect(attributes['md.seq']).toBeGreaterThan(0);
    expect(attributes['md.age_ns']).toBeGreaterThanOrEqual(0);
    expect(attributes['md.age_ns']).toBeLessThan(200_000_000);
    expect(attributes['signal.price']).toBe(attributes[attributes['signal.side'] === 'buy' ? 'md.ask' : 'md.bid']);
    expect(side.quote('binance', 'BTCUSDT')).not.toBeNull();
  });

  it('is linked from the root of each order that it causes, and its id is on every span of theirs but the venue’s', async () => {
    const { flowSpans, named, started } = await signal();
    const id = String(named('strategy.signal')[0]?.attributes['signal.id']);
    const roots = named('client_order_received');
    expect(roots.map((root) => root.links.map((link) => linkText(flowSpans, link, ['signal.id'])))).toEqual([
      [`strategy.signal ${id}`],
      [`strategy.signal ${id}`],
    ]);
    expect(started).toEqual({
      traceIds: [started.traceIds[0], ...roots.map((root) => root.spanContext().traceId)],
      orderIds: roots.map(({ attributes }) => attributes['order.id']),
    });
    const flow = flowSpans.filter(({ name }) => !name.startsWith('market_') && !name.startsWith('ws.'));
    const without = flow.filter(({ attributes }) => attributes['signal.id'] !== id).map(({ name }) => name);
    expect(new Set(without)).toEqual(new Set(['match_order']));
  });

  it('measures its orders: the time to the order and to the fill, and what the price has slipped', async () => {
    const { named, states } = await signal();
    const [cause] = named('strategy.signal');
    const decidedAt = nanosOf(cause?.endTime ?? [0, 0]);
    for (const root of named('client_order_received')) {
      const toOrder = Number(nanosOf(root.startTime) - decidedAt) / 1e6;
      expect(root.attributes['signal.to_order_ms']).toBeCloseTo(toOrder, 2);
      expect(toOrder).toBeGreaterThan(0);
    }
    const done = named('order_completed');
    expect(done).toHaveLength(2);
    for (const span of done) {
      expect(span.attributes['signal.to_fill_ms']).toBeCloseTo(Number(nanosOf(span.startTime) - decidedAt) / 1e6, 2);
      const { averagePrice, side } = states.findLast(({ orderId }) => orderId === span.attributes['order.id']) ?? {};
      const seen = Number(cause?.attributes['signal.price']);
      const worse = (Number(averagePrice) - seen) * (side === 'buy' ? 1 : -1);
      expect(span.attributes['signal.slippage_bps']).toBeCloseTo((worse / seen) * 10_000, 3);
    }
  });

  it('leads to no order while there is no market data, and says so', async () => {
    const { named, started } = await flowsOn({}, (context) => runSignal(context, 'BTCUSDT'));
    expect(started.orderIds).toEqual([]);
    expect(named('strategy.signal')[0]?.events.map(({ name }) => name)).toEqual(['no_market_data']);
    expect(named('client_order_received')).toEqual([]);
  });

  it('leaves books, wallets and positions in order', async () => {
    const { reconcile, states } = await signal('ETHUSDT');
    expect(states.filter(({ state }) => state === 'filled')).toHaveLength(2);
    expect(reconcile()).toEqual([]);
  });
});
