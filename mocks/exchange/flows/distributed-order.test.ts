import { SpanStatusCode } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { byName, testExchange, traceTexts } from '../test-support';
import type { DirectOrder } from './direct-order';
import { distributedOrder, runDistributed } from './distributed-order';

/** Sells shares at the market, which is at 100.00. */
const shares = (lots: number, terms: Partial<DirectOrder> = {}): DirectOrder => ({
  orderId: 'ORD-X',
  clientOrderId: 'CLI-X',
  userId: 'SIM-01',
  symbol: 'AAPL',
  side: 'sell',
  type: 'market',
  price: null,
  worstPrice: 1,
  lots,
  marketPrice: 10_000,
  ...terms,
});

async function run(lots: number, terms?: Partial<DirectOrder>) {
  const exchange = await testExchange();
  const before = exchange.spans().length;
  const started = await exchange.settled(runDistributed(exchange.flows, shares(lots, terms)));
  const spans = exchange.spans().slice(before);
  return { ...exchange, started, flowSpans: spans, one: (name: string) => byName(spans, name)[0] };
}

describe('the distributed order', () => {
  it('passes its trace from service to service in its messages', async () => {
    const { flowSpans, started, faults } = await run(100);
    expect(traceTexts(flowSpans)).toEqual([
      [
        'order-client order.process client',
        '  order-gateway order_gateway.receive server',
        '    risk-service risk_service.check server',
        '      execution-service execution_service.execute server',
        '        execution-service exchange.connect client',
        '        execution-service exchange.send_order client',
        '        notification-service notification_service.notify server',
      ],
    ]);
    expect(started.traceIds).toEqual([flowSpans[0]?.spanContext().traceId]);
    expect(faults).toEqual([]);
  });

  it('records none of its spans at a ratio of 0 and says so, but keeps the trace of one that is worth more than the limit', async () => {
    const exchange = await testExchange();
    exchange.sampler.ratio = 0;
    const before = exchange.spans().length;
    const small = await exchange.settled(runDistributed(exchange.flows, shares(100)));
    expect(exchange.spans().slice(before)).toEqual([]);
    expect(small).toEqual({ traceIds: [null], orderIds: ['ORD-X'] });

    // 10,001 shares at 100.00 are worth 1,000,100.
    const large = await exchange.settled(runDistributed(exchange.flows, shares(10_001)));
    const kept = exchange.spans().slice(before);
    expect(kept.map(({ name }) => name).toSorted()).toEqual([
      'order.process',
      'order_gateway.receive',
      'risk_service.check',
    ]);
    expect(byName(kept, 'order.process')[0]?.attributes['sampling.keep']).toBe(true);
    expect(large.traceIds).toEqual([kept[0]?.spanContext().traceId]);
  });

  it('says what happens as events', async () => {
    const { one } = await run(100);
    const eventsOf = (name: string) => one(name)?.events.map((event) => event.name);
    expect(eventsOf('order_gateway.receive')).toEqual(['order_received', 'order_parsed']);
    expect(eventsOf('risk_service.check')).toEqual(['risk_check_passed']);
    expect(eventsOf('exchange.send_order')).toEqual(['order_sent', 'confirmation_received']);
  });

  it('carries the ids as baggage to every span, those of the exchange from where they are known', async () => {
    const { flowSpans, one } = await run(100);
    const ids = { 'order.id': 'ORD-X', 'client.order_id': 'CLI-X', 'user.id': 'SIM-01' };
    for (const { attributes } of flowSpans) expect(attributes).toMatchObject(ids);
    const exchangeOrderId = one('execution_service.execute')?.attributes['exchange.order_id'];
    expect(exchangeOrderId).toMatch(/^EXO-/);
    for (const name of ['exchange.connect', 'exchange.send_order', 'notification_service.notify', 'order.process']) {
      expect(one(name)?.attributes['exchange.order_id']).toBe(exchangeOrderId);
    }
    const fillId = one('exchange.send_order')?.attributes['fill.id'];
    expect(fillId).toMatch(/^FILL-/);
    for (const name of ['execution_service.execute', 'notification_service.notify', 'order.process']) {
      expect(one(name)?.attributes['fill.id']).toBe(fillId);
    }
    // 100.00 · 0.999
    expect(one('order.process')?.attributes).toMatchObject({ 'exec.price': 99.9, 'order.status': 'filled' });
  });

  it('cancels a limit order that slippage takes the market away from, and tells the client', async () => {
    const { one } = await run(100, { type: 'limit', price: 10_000 });
    for (const name of [
      'exchange.send_order',
      'execution_service.execute',
      'notification_service.notify',
      'order.process',
    ]) {
      expect(one(name)?.attributes).toMatchObject({
        'order.status': 'cancelled',
        'exchange.cancel_reason': 'no_liquidity',
        'exec.offered_price': 99.9,
      });
      expect(one(name)?.attributes).not.toHaveProperty(['fill.id']);
    }
  });

  it('ends above 1,000,000 in an error of the risk service; its trace is there to be seen', async () => {
    const { flowSpans, one } = await run(10_001);
    expect(traceTexts(flowSpans, ['order.reject_reason'])).toEqual([
      [
        'order-client order.process client position_limit_exceeded',
        '  order-gateway order_gateway.receive server',
        '    risk-service risk_service.check server position_limit_exceeded',
      ],
    ]);
    const error = { code: SpanStatusCode.ERROR, message: 'position_limit_exceeded' };
    expect(one('risk_service.check')?.status).toEqual(error);
    expect(one('order.process')?.status).toEqual(error);
    expect(one('order_gateway.receive')?.status.code).toBe(SpanStatusCode.UNSET);
  });

  it('lets 1,000,000 itself pass', async () => {
    const { one } = await run(10_000);
    expect(one('risk_service.check')?.status.code).toBe(SpanStatusCode.UNSET);
  });

  it('can be started without saying more', async () => {
    const exchange = await testExchange();
    const { traceIds, orderIds } = await exchange.settled(distributedOrder.start(exchange.flows));
    const [root] = byName(exchange.spans(), 'order.process');
    expect([root?.spanContext().traceId]).toEqual(traceIds);
    expect([root?.attributes['order.id']]).toEqual(orderIds);
  });
});
