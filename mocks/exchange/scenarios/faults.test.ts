import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { byName } from '../test-support';
import { FAULTS, SIZES } from './fault-catalogue';
import { childrenOf, durationMs, operation, planted, serviceOf, startedControl, startMs } from './test-control';

const isError = ({ status }: ReadableSpan) => status.code === SpanStatusCode.ERROR;
const rejectedFor = (spans: readonly ReadableSpan[], reason: string) =>
  spans.filter(({ attributes }) => attributes['order.reject_reason'] === reason);

describe('without a fault', () => {
  it('everything is fast, nothing is an error and every span has its parent', async () => {
    const exchange = await startedControl({ marketData: true });
    await exchange.under([]);
    const spans = exchange.spans();
    expect(byName(spans, 'client_order_received').length).toBeGreaterThan(35);
    expect(spans.filter(isError)).toEqual([]);
    expect(Math.max(...spans.map(durationMs))).toBeLessThan(200);
    const ids = new Set(spans.map((span) => span.spanContext().spanId));
    expect(spans.filter(({ parentSpanContext: parent }) => parent && !ids.has(parent.spanId))).toEqual([]);
    expect(exchange.reconcile()).toEqual([]);
  });
});

describe('a slow venue', () => {
  it('takes 4,890 ms longer for each order, and nobody else does', async () => {
    const { spans } = await planted('slow-venue');
    const slow = operation(spans, 'venue-binance', 'match_order').map(durationMs);
    expect(slow.length).toBeGreaterThan(10);
    // 5 to 15 ms is what it takes otherwise.
    expect(Math.min(...slow)).toBeGreaterThanOrEqual(4_895);
    expect(Math.max(...slow)).toBeLessThan(4_910);
    for (const venue of ['venue-kraken', 'venue-default']) {
      const others = operation(spans, venue, 'match_order').map(durationMs);
      expect(others.length).toBeGreaterThan(0);
      expect(Math.max(...others)).toBeLessThan(60);
    }
    const elsewhere = spans.filter((span) => serviceOf(span) !== 'venue-binance');
    expect(Math.max(...elsewhere.map(durationMs))).toBeLessThan(200);
  });
});

describe('a slow risk check', () => {
  it('takes 800 ms longer, and so does every order', async () => {
    const { spans } = await planted('slow-risk-check');
    const checks = operation(spans, 'risk-manager', 'check_risk').map(durationMs);
    expect(Math.min(...checks)).toBeGreaterThanOrEqual(801);
    expect(Math.max(...checks)).toBeLessThan(804);
    expect(Math.min(...byName(spans, 'client_order_received').map(durationMs))).toBeGreaterThan(801);
  });
});

describe('N+1 queries', () => {
  it('are 24 selects of the same text, one after the other, under each check_balance', async () => {
    const { spans } = await planted('n-plus-one');
    const checks = operation(spans, 'wallet-service', 'check_balance');
    expect(checks.length).toBeGreaterThan(30);
    for (const check of checks) {
      const selects = byName(childrenOf(spans, check), 'SELECT order').sort((a, b) => startMs(a) - startMs(b));
      expect(selects).toHaveLength(SIZES.lookups);
      expect(new Set(selects.map(({ attributes }) => attributes['db.query.text'])).size).toBe(1);
      const starts = selects.map(startMs);
      expect(starts.slice(1).every((start, index) => start >= (starts[index] ?? 0) + 0.5)).toBe(true);
    }
  });
});

describe('a lock convoy', () => {
  it('makes a staircase of what could be parallel', async () => {
    const { spans } = await planted('lock-convoy', { ordersPerSecond: 100 });
    const created = operation(spans, 'order-manager', 'create_order');
    const waits = created.flatMap((span) => byName(childrenOf(spans, span), 'acquire_lock'));
    expect(waits).toHaveLength(created.length);
    expect(waits.every(({ attributes }) => attributes['lock.name'] === 'orders')).toBe(true);
    const got = waits.map((wait) => startMs(wait) + durationMs(wait)).sort((a, b) => a - b);
    // Held for 10 ms, and for the 1 to 4 ms of the work itself.
    const steps = got.slice(1).map((at, index) => at - (got[index] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(11);
    expect(Math.max(...waits.map(durationMs))).toBeGreaterThan(200);
  });
});

describe('an error storm', () => {
  it('is an error for some 60 % of the orders of its venue, and for no other', async () => {
    const { spans, states } = await planted('error-storm', { ordersPerSecond: 60, seconds: 4 });
    const tried = operation(spans, 'venue-binance', 'match_order');
    const failed = tried.filter(isError);
    expect(failed.length / tried.length).toBeGreaterThan(0.45);
    expect(failed.length / tried.length).toBeLessThan(0.75);
    expect(new Set(failed.map(({ status }) => status.message))).toEqual(new Set(['The venue is overloaded.']));
    expect(operation(spans, 'venue-kraken', 'match_order').filter(isError)).toEqual([]);
    const refused = states.filter(({ reason }) => reason.includes('refused it'));
    // One of several exchange orders may have been taken.
    expect(refused.map(({ state }) => state)).toContain('cancelled');
  });
});

describe('a silent service', () => {
  it('makes no spans; who asks it gives up after 10 s and gets the money back', async () => {
    const { spans } = await planted('silent-service', { ordersPerSecond: 10, after: 15 });
    expect(spans.filter((span) => serviceOf(span) === 'risk-manager')).toEqual([]);
    const orders = byName(spans, 'client_order_received');
    expect(orders.length).toBeGreaterThan(15);
    for (const order of orders) {
      expect(isError(order)).toBe(true);
      expect(order.status.message).toContain('risk.validate-order was silent');
      expect(durationMs(order)).toBeGreaterThanOrEqual(SIZES.silentForMs);
      expect(byName(childrenOf(spans, order), 'release_funds')).toHaveLength(1);
    }
  });
});

describe('an overfull batch', () => {
  it('has more than 128 links, one for each of its orders', async () => {
    const { spans } = await planted('overfull-batch', { ordersPerSecond: 100, seconds: 3 });
    const batches = byName(spans, 'order_batching');
    const largest = batches.toSorted((a, b) => b.links.length - a.links.length)[0];
    expect(largest?.links.length).toBeGreaterThan(128);
    expect(largest?.attributes).toMatchObject({ 'batch.close_reason': 'time', 'batch.wait_ms': SIZES.batchWaitMs });
    for (const { links, attributes } of batches) expect(links).toHaveLength(Number(attributes['batch.size']));
  });
});

describe('retries', () => {
  it('are two attempts that fail and a third that does not, with 50 and 100 ms between them', async () => {
    const { spans } = await planted('retries');
    const published = operation(spans, 'order-manager', 'publish_event');
    expect(published.length).toBeGreaterThan(30);
    for (const span of published) {
      const attempts = byName(childrenOf(spans, span), 'publish_attempt').sort((a, b) => startMs(a) - startMs(b));
      expect(attempts.map(({ attributes }) => attributes['retry.attempt'])).toEqual([1, 2, 3]);
      expect(attempts.map(isError)).toEqual([true, true, false]);
      const gaps = attempts.slice(1).map((next, index) => {
        const before = attempts[index];
        return before ? startMs(next) - startMs(before) - durationMs(before) : 0;
      });
      expect(gaps).toEqual(SIZES.retryWaitsMs.map((ms) => expect.closeTo(ms, 6)));
    }
  });
});

describe('a cancel-fill race', () => {
  it('ends either way or in part, and never with more than was ordered', async () => {
    const { spans, states } = await planted('cancel-fill-race', { ordersPerSecond: 60, seconds: 4 });
    const asked = operation(spans, 'order-manager', 'cancel_order');
    expect(asked.length).toBeGreaterThan(200);
    const late = rejectedFor(asked, 'too_late_to_cancel');
    expect(late.length).toBeGreaterThan(0);
    expect(late.length).toBeLessThan(asked.length);
    const last = new Map(states.map((state) => [state.orderId, state]));
    const ends = [...last.values()].map(({ state }) => state);
    expect(new Set(ends)).toEqual(new Set(['filled', 'cancelled']));
    const inPart = [...last.values()].filter(
      ({ state, averagePrice }) => state === 'cancelled' && averagePrice !== null,
    );
    expect(inPart.length).toBeGreaterThan(0);
    const atVenue = byName(spans, 'external_exchange_ws_recv').map(({ attributes }) => attributes['exec.type']);
    expect(atVenue).toEqual(expect.arrayContaining(['CancelReject', 'Canceled']));
    for (const { filledQuantity, quantity } of last.values()) {
      expect(Number(filledQuantity)).toBeLessThanOrEqual(Number(quantity));
    }
  });
});

describe('a wallet that runs dry', () => {
  it('is a business reject of one client, no error', async () => {
    const { spans } = await planted('wallet-insufficient');
    const refused = rejectedFor(operation(spans, 'wallet-service', 'check_balance'), 'insufficient_balance');
    expect(refused.length).toBeGreaterThan(5);
    expect(new Set(refused.map(({ attributes }) => attributes['user.id']))).toEqual(new Set(['SIM-POOR']));
    expect(spans.filter(isError)).toEqual([]);
  });
});

describe('a dead venue', () => {
  it('ends every order that was open there, with its reason', async () => {
    const exchange = await startedControl();
    await exchange.place({
      token: exchange.tokens.user,
      body: { symbol: 'BTCUSD', side: 'buy', type: 'limit', price: '60000.00', quantity: '0.1' },
    });
    await exchange.under(['dead-venue'], { seconds: 21, after: 15 });
    const spans = exchange.spans();
    const [given] = byName(spans, 'exchange_venue_lost');
    expect(given?.attributes['exchange.venue']).toBe('kraken');
    const cancelled = byName(spans, 'exchange_cancel_received').filter(
      ({ attributes }) => attributes['exchange.cancel_reason'] === 'venue_unavailable',
    );
    expect(cancelled.length).toBeGreaterThan(0);
    expect(byName(spans, 'ws.connect').filter(isError).length).toBeGreaterThan(0);
    expect(exchange.openOrders()).toBe(0);
    expect(exchange.reconcile()).toEqual([]);
    expect(exchange.faults).toEqual([]);
  });
});

describe('a fault', () => {
  it('is switched on and off, each as often as one likes', async () => {
    const { control } = await startedControl();
    const isActive = (name: string) => control.state().faults.find((fault) => fault.name === name)?.active;
    const to = [true, true, false, false, true, false];
    for (const { name } of FAULTS) {
      const switched = to.map((active) => {
        control.setFault(name, active);
        return isActive(name);
      });
      expect([name, ...switched]).toEqual([name, ...to]);
    }
  });

  it('acts on orders that are sent together, too', async () => {
    const { spans } = await planted('overfull-batch', { ordersPerSecond: 300 });
    expect(Math.max(...byName(spans, 'order_batching').map(({ links }) => links.length))).toBeGreaterThan(128);
    const storm = await planted('error-storm', { ordersPerSecond: 300 });
    expect(operation(storm.spans, 'venue-binance', 'match_order').filter(isError).length).toBeGreaterThan(0);
    const poor = await planted('wallet-insufficient', { ordersPerSecond: 300 });
    expect(rejectedFor(poor.spans, 'insufficient_balance').length).toBeGreaterThan(100);
  });
});
