import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isFillpathError } from '@/lib/base/errors';
import type { Order } from './orders/types';
import { testExchange } from './test-support';

const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      who: fc.constantFrom('user' as const, 'fund' as const),
      symbol: fc.constantFrom('BTCUSDT', 'ETHUSD', 'AAPL'),
      side: fc.constantFrom('buy' as const, 'sell' as const),
      type: fc.constantFrom('limit' as const, 'market' as const),
      quantity: fc.integer({ min: 1, max: 9 }),
      /** Past the checks, with those that come together. */
      bulk: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(20) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'disconnect' as const,
        'die' as const,
        'revive' as const,
        'mute' as const,
        'storm' as const,
      ),
      venue: fc.constantFrom('binance', 'kraken', 'default'),
    }),
  },
);
/** Off the tick of the market maker, between its best prices, so that limit orders rest and meet each other. */
const TICKS = { BTCUSDT: 6_100_050, ETHUSD: 320_105, AAPL: 23_000 };
const USERS = { user: 'USR-1', fund: 'USR-2' };
const PRICES = { BTCUSDT: '61000.50', ETHUSD: '3201.05', AAPL: '230.00' };

it('forgets no open order and keeps the books right, whatever happens to the venues, and when', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), event), { minLength: 1, maxLength: 25 }),
      fc.nat(1000),
      async (script, seed) => {
        const exchange = await testExchange({ seed });
        const { gateway, account, flows, market, clock, tokens, states, settled } = exchange;
        const placed: { orderId: string; token: string }[] = [];

        async function play(): Promise<void> {
          for (const [wait, step] of script) {
            await clock.sleep(wait);
            if (step.kind === 'order') {
              const { symbol, side, type, quantity, bulk } = step;
              const token = tokens[step.who];
              if (bulk) {
                const terms = { symbol, side, type, lots: quantity, price: type === 'limit' ? TICKS[symbol] : null };
                const orders = await flows.submitOrders([{ userId: USERS[step.who], ...terms }]);
                placed.push(...orders.filter(({ reject }) => !reject).map(({ orderId }) => ({ orderId, token })));
                continue;
              }
              const price = type === 'limit' ? { price: PRICES[symbol] } : {};
              const body = { symbol, side, type, quantity: String(quantity), ...price };
              gateway.placeOrder({}, token, body).then(({ orderId }) => placed.push({ orderId, token }), refused);
            } else if (step.kind === 'cancel') {
              const chosen = placed[step.which % Math.max(1, placed.length)];
              if (chosen) account.cancelOrder({}, chosen.token, chosen.orderId).catch(refused);
            } else {
              const faults = market.faultsOf(step.venue);
              if (step.kind === 'disconnect') faults.disconnect('orders');
              else if (step.kind === 'die') await faults.die();
              else if (step.kind === 'revive') faults.revive();
              else if (step.kind === 'mute') faults.silence(true);
              else faults.rejectOrders(0.5);
            }
          }
          for (const venue of ['binance', 'kraken', 'default']) market.faultsOf(venue).heal();
          await clock.sleep(60_000);
        }
        await settled(play());

        expect(exchange.faults).toEqual([]);
        expect(exchange.inFlight()).toBe(0);
        expect(exchange.reconcile()).toEqual([]);
        // What is still open can be cancelled: the venue knows it.
        const latest = new Map(states.map((state) => [state.orderId, state]));
        const open = placed.filter(({ orderId }) => isOpen(latest.get(orderId)));
        await settled(
          Promise.all(open.map(({ orderId, token }) => account.cancelOrder({}, token, orderId).catch(refused))),
        );
        const after = new Map(states.map((state) => [state.orderId, state]));
        expect(placed.filter(({ orderId }) => isOpen(after.get(orderId)))).toEqual([]);
        expect(exchange.reconcile()).toEqual([]);
        expect(exchange.faults).toEqual([]);
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
});

function isOpen(order: Order | undefined): boolean {
  return order?.state === 'accepted' || order?.state === 'partially_filled';
}

function refused(error: unknown): void {
  if (!isFillpathError(error)) throw error;
}
