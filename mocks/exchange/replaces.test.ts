import { describe, expect, it } from 'vitest';
import { type FillpathError, isFillpathError } from '@/lib/base/errors';
import type { Order } from './orders/types';
import { byName, testExchange, traceTexts } from './test-support';

const resting = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '60000.00', quantity: '0.1' };

/** Then a change has come to the order-manager, and its venue, which takes 200 ms, has not answered yet. */
const UNDER_WAY_MS = 100;

/** An order that rests at its venue, and what may be done to it. A refusal comes back as a value. */
async function placed() {
  const exchange = await testExchange();
  const { account, replacer, tokens, states } = exchange;
  const [answer] = await exchange.place({ token: tokens.user, body: resting });
  const { orderId } = answer as Order;
  const venue = exchange.market.faultsOf('binance');
  venue.addLatency(200);
  const asValue = (error: unknown): FillpathError => {
    if (isFillpathError(error)) return error;
    throw error;
  };
  return {
    ...exchange,
    orderId,
    venue,
    replace: (body: object, token = tokens.user) => replacer.replace({}, token, orderId, body).catch(asValue),
    cancel: () => account.cancelOrder({}, tokens.user, orderId).catch(asValue),
    /** The latest state of every order but the first, in the order in which they came. */
    others: () => {
      const latest = new Map(states.map((state) => [state.orderId, state]));
      latest.delete(orderId);
      return [...latest.values()];
    },
    itself: () => states.findLast((state) => state.orderId === orderId),
  };
}

describe('an order that is replaced', () => {
  it('ends, says why, and gives way to one with the new terms', async () => {
    const { replace, settled, itself, others, reconcile, faults } = await placed();
    const answer = await settled(replace({ price: '59000.00' }));
    expect(answer).toMatchObject({ price: '59000.00', quantity: '0.1', state: 'accepted' });
    expect(itself()).toMatchObject({ state: 'cancelled', reason: 'You replaced it.' });
    expect(others()).toEqual([answer]);
    expect([reconcile(), faults]).toEqual([[], []]);
  });

  it('is one trace: the change of the old order, and the way of the new one', async () => {
    const { replace, settled, spans, orderId } = await placed();
    const before = spans().length;
    await settled(replace({ price: '59000.00' }));
    const [first = []] = traceTexts(spans().slice(before), ['order.replaces']);
    expect(first.slice(0, 6)).toEqual([
      'client-gateway replace_order_received server',
      '  user-service verify_token server',
      '  order-manager SELECT order client',
      '  order-manager replace_order server',
      '    order-manager SELECT order client',
      '    exchange-gateway exchange_cancel_send consumer',
    ]);
    expect(first).toContain(`  client-gateway client_order_received server ${orderId}`);
  });

  it('is replaced once, however many ask for it at once: the others are refused and place nothing', async () => {
    const { replace, settled, others, reconcile, inFlight } = await placed();
    const prices = ['59000.00', '59001.00', '59002.00', '59003.00'];
    const answers = await settled(Promise.all(prices.map((price) => replace({ price }))));
    const refusals = answers.filter(isFillpathError);
    expect(refusals.map(({ kind, details }) => [kind, details['reason']])).toEqual(
      Array.from({ length: 3 }, () => ['conflict', 'pending_change']),
    );
    expect(refusals[0]?.message).toMatch(/^Order \S+ is being replaced already, and one change/);
    expect(others()).toEqual(answers.filter((answer) => !isFillpathError(answer)));
    expect([reconcile(), inFlight()]).toEqual([[], 0]);
  });

  it('cannot be replaced any more: the sentence says where its successor is', async () => {
    const { replace, cancel, settled, orderId } = await placed();
    await settled(replace({ price: '59000.00' }));
    expect(await settled(replace({ price: '58000.00' }))).toMatchObject({
      message: `Order ${orderId} was replaced already: replace the order in its place, which GET /v1/orders lists.`,
      details: { reason: 'too_late_to_replace' },
    });
    expect(await settled(cancel())).toMatchObject({
      message: `Order ${orderId} was replaced already: cancel the order in its place, which GET /v1/orders lists.`,
      details: { reason: 'too_late_to_cancel' },
    });
  });
});

describe('of a cancel and a replace at once', () => {
  it('the cancel stands when it came first: the replace is refused and revives nothing', async () => {
    const { replace, cancel, settled, clock, itself, others, reconcile } = await placed();
    const changes = async () => {
      const cancelled = cancel();
      await clock.sleep(UNDER_WAY_MS);
      return Promise.all([cancelled, replace({ price: '59000.00' })]);
    };
    const [cancelled, late] = await settled(changes());
    expect(cancelled).toMatchObject({ state: 'accepted' });
    expect(late).toMatchObject({
      message: expect.stringMatching(/is being cancelled already/) as string,
      details: { reason: 'pending_change' },
    });
    expect(itself()).toMatchObject({ state: 'cancelled', reason: 'You cancelled it.' });
    expect([others(), reconcile()]).toEqual([[], []]);
  });

  it('a cancel wins over a replace that is under way, and nothing takes the place of the order', async () => {
    const { replace, cancel, settled, clock, itself, others, spans, reconcile, faults, inFlight } = await placed();
    const changes = async () => {
      const replaced = replace({ price: '59000.00' });
      await clock.sleep(UNDER_WAY_MS);
      return Promise.all([replaced, cancel(), cancel()]);
    };
    const [replaced, first, second] = await settled(changes());
    expect(replaced).toMatchObject({
      message: expect.stringMatching(/is cancelled, as you asked meanwhile, and was not replaced\.$/) as string,
      details: { reason: 'too_late_to_replace' },
    });
    expect([first, second]).toMatchObject([{ state: 'accepted' }, { state: 'accepted' }]);
    expect(byName(spans(), 'cancel_order')[0]?.attributes).toMatchObject({ 'order.pending_change': 'replace' });
    expect(itself()).toMatchObject({ state: 'cancelled', reason: 'You cancelled it.' });
    expect([others(), reconcile(), faults, inFlight()]).toEqual([[], [], [], 0]);
  });
});

it('an order whose venue does not answer for nine seconds is said to be cancelled and not replaced', async () => {
  const { replace, settled, venue, itself, others, reconcile } = await placed();
  venue.addLatency(20_000);
  expect(await settled(replace({ price: '59000.00' }))).toMatchObject({
    kind: 'unavailable',
    details: { reason: 'venue_unavailable' },
  });
  expect(itself()).toMatchObject({ state: 'cancelled' });
  expect([others(), reconcile()]).toEqual([[], []]);
});
