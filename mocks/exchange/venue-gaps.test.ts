import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFillpathError } from '@/lib/base/errors';
import { createRng } from '@/lib/base/rng';
import { memoryTransport } from './feed/memory-transport';
import type { OrderMessage, OrderRequest } from './feed/protocol';
import type { Transport } from './feed/transport';
import type { Order } from './orders/types';
import { byName, testExchange } from './test-support';

const market = { symbol: 'BTCUSDT', side: 'buy', type: 'market', quantity: '0.00001' };
/** Between the market maker's best bid, 61,000, and its best ask, 61,001. */
const between = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '61000.50', quantity: '0.1' };

/** Messages on the way between venues and the gateway that get lost. */
function lossy(loses: (message: OrderMessage | OrderRequest) => boolean): Transport {
  const inner = memoryTransport();
  const through = (send: (text: string) => void) => (text: string) => {
    if (!loses(JSON.parse(text) as OrderMessage | OrderRequest)) send(text);
  };
  return {
    listen: (port, accept) =>
      inner.listen(port, (connection, path) =>
        accept({ ...connection, send: through((text) => connection.send(text)) }, path),
      ),
    async dial(peer, path, handlers) {
      const connection = await inner.dial(peer, path, handlers);
      return { ...connection, send: through((text) => connection.send(text)) };
    },
  };
}

async function lossyExchange(loses: (message: OrderMessage | OrderRequest) => boolean) {
  const exchange = await testExchange({ market: { transport: lossy(loses) } });
  const { clock, settled, states, tokens } = exchange;
  const [user, fund] = [tokens.user, tokens.fund];
  return {
    ...exchange,
    user,
    fund,
    pass: (ms: number) => settled(clock.sleep(ms)),
    stateOf: (order: unknown) => states.findLast(({ orderId }) => orderId === (order as Order).orderId),
    asked: () => byName(exchange.spans(), 'exchange_reconcile').length,
  };
}

const isReport = (message: OrderMessage | OrderRequest, execType: string) =>
  message.type === 'execution_report' && message.execType === execType;

/** The first of a kind is lost, and only that. */
function first(is: (message: OrderMessage | OrderRequest) => boolean) {
  let lost = false;
  return (message: OrderMessage | OrderRequest) => !lost && is(message) && (lost = true);
}

describe('a report that is lost on its way to the gateway', () => {
  it('comes again when a heartbeat of the venue says that there was one', async () => {
    const exchange = await lossyExchange(first((message) => isReport(message, 'Trade')));
    const [order] = await exchange.place({ token: exchange.user, body: market });
    expect(exchange.stateOf(order)?.state).toBe('accepted');
    await exchange.pass(6_000);
    expect(exchange.stateOf(order)?.state).toBe('filled');
    expect(byName(exchange.spans(), 'exchange_fill_received')[0]?.attributes).not.toHaveProperty(
      'fill.from_order_state',
    );
    expect([exchange.reconcile(), exchange.faults, exchange.inFlight()]).toEqual([[], [], 0]);
  });

  it('for good is made up for by the state of its order: the fill', async () => {
    const exchange = await lossyExchange((message) => isReport(message, 'Trade'));
    const [order] = await exchange.place({ token: exchange.user, body: { ...market, quantity: '3' } });
    await exchange.pass(20_000);
    expect(exchange.stateOf(order)?.state).toBe('filled');
    const fills = byName(exchange.spans(), 'exchange_fill_received');
    expect(fills.every(({ attributes }) => attributes['fill.from_order_state'])).toBe(true);
    expect(fills.reduce((sum, { attributes }) => sum + Number(attributes['fill.quantity']), 0)).toBeCloseTo(3, 8);
    expect(new Set(fills.map((span) => span.spanContext().traceId))).toEqual(
      new Set(byName(exchange.spans(), 'exchange_reconcile').map((span) => span.spanContext().traceId)),
    );
    expect([exchange.reconcile(), exchange.inFlight()]).toEqual([[], 0]);
    expect(exchange.faults.join()).toContain('are missing for good');
  });

  it('for good is made up for also when later ones came: no lot is forgotten or booked twice', async () => {
    let trades = 0;
    const exchange = await lossyExchange(
      (message) => message.type === 'execution_report' && message.execType === 'Trade' && message.sequence === 3,
    );
    const [order] = await exchange.place({ token: exchange.user, body: { ...market, quantity: '9' } });
    await exchange.pass(20_000);
    for (const { attributes } of byName(exchange.spans(), 'exchange_fill_received')) {
      if (attributes['fill.from_order_state']) trades++;
    }
    expect(trades).toBe(1);
    expect(exchange.stateOf(order)?.state).toBe('filled');
    expect(exchange.reconcile()).toEqual([]);
  });

  it('for good is made up for by the state of its order: the end of what it could not get', async () => {
    const exchange = await lossyExchange((message) => isReport(message, 'Canceled'));
    const body = { ...between, price: '60000.00' };
    const [order] = await exchange.place({ token: exchange.user, body });
    const { orderId } = order as Order;
    await exchange.settled(exchange.account.cancelOrder({}, exchange.user, orderId));
    await exchange.pass(20_000);
    expect(exchange.stateOf(order)).toMatchObject({ state: 'cancelled', reason: 'You cancelled it.' });
    expect([exchange.reconcile(), exchange.inFlight()]).toEqual([[], 0]);
  });
});

it('whatever is lost between the gateway and its venues, no order is forgotten and nothing is booked twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.double({ min: 0.01, max: 0.4, noNaN: true }), async (seed, share) => {
      const rng = createRng(seed);
      let losing = true;
      const exchange = await lossyExchange(() => losing && rng.next() < share);
      const { clock, settled, account, gateway } = exchange;
      const placed: { order: Order; token: string }[] = [];
      const played = async () => {
        for (let n = 0; n < 12; n++) {
          await clock.sleep(rng.next() * 3_000);
          const token = rng.next() < 0.5 ? exchange.user : exchange.fund;
          const side = rng.next() < 0.5 ? 'buy' : 'sell';
          const body = rng.next() < 0.3 ? { ...market, quantity: '2' } : between;
          const order = await gateway.placeOrder({}, token, { ...body, side }).catch(refused);
          if (order) placed.push({ order, token });
          const some = placed[Math.floor(rng.next() * placed.length * 2)];
          if (some) await account.cancelOrder({}, some.token, some.order.orderId).catch(refused);
        }
        losing = false;
        await clock.sleep(60_000);
      };
      await settled(played());
      expect([exchange.reconcile(), exchange.inFlight()]).toEqual([[], 0]);
      expect(exchange.faults.filter((fault) => !fault.endsWith('are missing for good'))).toEqual([]);
    }),
    // Of the examples: a report sent again after its order's state had ended it.
    { numRuns: 15, endOnFailure: true, examples: [[2095200643, 0.23346251202747229]] },
  );
});

function refused(error: unknown): void {
  if (!isFillpathError(error)) throw error;
}

describe('an order that is lost on its way to the venue', () => {
  it.each([market, between])('is asked after within seconds and ends, as the venue does not know it', async (body) => {
    const exchange = await lossyExchange((message) => message.type === 'new_order');
    const [order] = await exchange.place({ token: exchange.user, body });
    await exchange.pass(5_000);
    expect([exchange.stateOf(order)?.state, exchange.asked()]).toEqual(['accepted', 0]);
    await exchange.pass(4_000);
    expect(exchange.stateOf(order)).toMatchObject({
      state: 'cancelled',
      reason: 'The venue could not be reached, so the rest was given up.',
    });
    expect([exchange.reconcile(), exchange.faults]).toEqual([[], []]);
  });

  it('as its cancel was, is taken back at the second time of asking', async () => {
    const exchange = await lossyExchange(first(({ type }) => type === 'cancel_order'));
    const [order] = await exchange.place({ token: exchange.user, body: { ...between, quantity: '0.00001' } });
    await exchange.settled(exchange.account.cancelOrder({}, exchange.user, (order as Order).orderId));
    expect(exchange.stateOf(order)?.state).toBe('accepted');
    await exchange.pass(9_000);
    expect(exchange.stateOf(order)?.state).toBe('cancelled');
    expect([exchange.reconcile(), exchange.faults]).toEqual([[], []]);
  });
});

describe('orders at a venue', () => {
  it('that answers nothing are asked after every six to eight seconds', async () => {
    const silent = new Set(['response', 'order_state']);
    const exchange = await lossyExchange(({ type }) => silent.has(type));
    await exchange.place({ token: exchange.user, body: { ...between, quantity: '0.00001' } });
    await exchange.pass(30_000);
    // After 6, 12, 18, 24 and 30 seconds, each at the next look, which is every 2.
    expect(exchange.asked()).toBeGreaterThanOrEqual(3);
    expect(exchange.asked()).toBeLessThanOrEqual(5);
  });

  it('that never answers a logon are given up after ten seconds, and further ones at once', async () => {
    const exchange = await lossyExchange(({ type }) => type === 'welcome');
    const [order] = await exchange.place({ token: exchange.user, body: market });
    expect(exchange.stateOf(order)).toMatchObject({
      state: 'cancelled',
      reason: 'The venue could not be reached, so the rest was given up.',
    });
    const before = exchange.clock.now()[0];
    const [late] = await exchange.place({ token: exchange.user, body: market });
    expect(exchange.stateOf(late)?.state).toBe('cancelled');
    expect(exchange.clock.now()[0] - before).toBeLessThan(2);
    expect([exchange.reconcile(), exchange.faults, exchange.inFlight()]).toEqual([[], [], 0]);
  });

  it('have the ids of their client orders on every span of theirs, at the venue as well', async () => {
    const exchange = await lossyExchange(() => false);
    const [one] = await exchange.place(
      { token: exchange.user, body: between },
      { token: exchange.fund, body: between },
    );
    await exchange.settled(exchange.account.cancelOrder({}, exchange.user, (one as Order).orderId));
    const names = ['exchange_order_send', 'external_exchange_ws_send', 'match_order', 'external_exchange_ws_recv'];
    for (const name of [...names, 'cancel_order']) {
      const spans = byName(exchange.spans(), name);
      expect(spans.length).toBeGreaterThan(0);
      for (const { attributes } of spans) {
        expect([name, attributes['order.id'] ?? attributes['order.ids']]).toEqual([name, expect.anything()]);
      }
    }
  });

  it('that rest there are not asked after', async () => {
    const exchange = await lossyExchange(() => false);
    await exchange.place({ token: exchange.user, body: between });
    await exchange.pass(60_000);
    expect(exchange.asked()).toBe(0);
  });
});
