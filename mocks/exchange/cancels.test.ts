import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFillpathError } from '@/lib/base/errors';
import type { Order } from './orders/types';
import { byName, testExchange, traceTexts } from './test-support';

const resting = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '50000.00', quantity: '0.1' };

async function placed() {
  const exchange = await testExchange();
  const [answer] = await exchange.place({ token: exchange.tokens.user, body: resting });
  const { orderId } = answer as Order;
  const cancel = () => exchange.account.cancelOrder({}, exchange.tokens.user, orderId);
  const usdt = () => {
    const account = exchange.ledger.snapshot().find(({ owner, asset }) => owner === 'USR-1' && asset === 'USDT');
    return account?.balance;
  };
  return { ...exchange, orderId, cancel, usdt };
}

describe('a cancellation', () => {
  it('is answered while the order is still open, and then frees the money and ends the order', async () => {
    const { cancel, settled, usdt, states, reconcile, faults, inFlight } = await placed();
    expect(usdt()?.reserved).toBe(5_000n * 100_000_000n);
    expect(await settled(cancel())).toMatchObject({ state: 'accepted' });
    expect(states.at(-1)).toMatchObject({ state: 'cancelled', filledQuantity: '0' });
    expect(usdt()).toEqual({ available: 10_000_000n * 100_000_000n, reserved: 0n });
    expect([reconcile(), faults, inFlight()]).toEqual([[], [], 0]);
  });

  it('is a trace of its own, from the request to the message to the exchange-gateway', async () => {
    const { cancel, settled, spans, orderId } = await placed();
    const before = spans().length;
    await settled(cancel());
    const traces = traceTexts(spans().slice(before));
    expect(traces[0]?.slice(0, 5)).toEqual([
      'client-gateway cancel_order_received server',
      '  user-service verify_token server',
      '  order-manager cancel_order server',
      '    order-manager SELECT order client',
      '    exchange-gateway exchange_cancel_send consumer',
    ]);
    const [received] = byName(spans(), 'cancel_order_received');
    expect(received?.attributes).toMatchObject({ 'order.id': orderId, 'user.id': 'USR-1' });
    expect(byName(spans(), 'cancel_order')[0]?.attributes).toMatchObject({ 'order.status': 'accepted' });
  });

  it('asked for twice goes to the exchange-gateway once', async () => {
    const { cancel, settled, spans, reconcile } = await placed();
    const answers = await settled(Promise.all([cancel(), cancel()]));
    expect(answers.map(({ state }) => state)).toEqual(['accepted', 'accepted']);
    expect(byName(spans(), 'exchange_cancel_send')).toHaveLength(1);
    expect(reconcile()).toEqual([]);
  });
});

const flow = fc.record({
  who: fc.constantFrom('user' as const, 'fund' as const),
  side: fc.constantFrom('buy', 'sell'),
  lots: fc.integer({ min: 1, max: 40 }),
  /** In steps of the market maker from the middle; most of these rest, and some trade with each other. */
  steps: fc.integer({ min: -4, max: 4 }),
  /** From the answer on: before the batch closes, on the way to the venue, or when the order rests there. */
  changeAfterMs: fc.option(fc.integer({ min: 0, max: 120 })),
  changes: fc.subarray(['cancel', 'replace', 'replace'] as const, { minLength: 1 }),
});

describe('any flow of orders, cancellations and replacements', () => {
  it('adds up: what is cancelled ends and frees its money, what raced a fill is filled, the rest stays open', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(flow, { minLength: 1, maxLength: 12 }), fc.nat(1000), async (drawn, seed) => {
        const { gateway, account, replacer, clock, settled, tokens, states, ...exchange } = await testExchange({
          seed,
        });
        const asked = new Set<string>();
        await settled(
          Promise.all(
            drawn.map(async ({ who, side, lots, steps, changeAfterMs, changes }) => {
              const price = (61_000 + steps * 0.5).toFixed(2);
              const quantity = (lots / 1000).toFixed(3);
              const body = { symbol: 'BTCUSDT', side, type: 'limit', price, quantity };
              const { orderId } = await gateway.placeOrder({}, tokens[who], body);
              if (changeAfterMs === null) return;
              await clock.sleep(changeAfterMs);
              const change = async (kind: 'cancel' | 'replace') => {
                if (kind === 'cancel') await account.cancelOrder({}, tokens[who], orderId);
                else await replacer.replace({}, tokens[who], orderId, { price: '59000.00' });
                asked.add(orderId);
              };
              for (const result of await Promise.allSettled(changes.map(change))) {
                if (result.status === 'fulfilled') continue;
                const error: unknown = result.reason;
                expect(isFillpathError(error) && error.details['reason']).toMatch(/^too_late_to_|^pending_change$/);
              }
            }),
          ),
        );
        expect([exchange.faults, exchange.inFlight(), exchange.reconcile()]).toEqual([[], 0, []]);
        const latest = new Map(states.map((state) => [state.orderId, state]));
        for (const { orderId, state, reason } of latest.values()) {
          if (asked.has(orderId)) expect(['cancelled', 'filled']).toContain(state);
          // Others are cancelled only where they would trade with an order of their own user.
          else expect(reason).toMatch(/^$|your own/);
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});
