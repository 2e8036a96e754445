import { describe, expect, it } from 'vitest';
import { type FillpathError, isFillpathError } from '@/lib/base/errors';
import type { Order } from './orders/types';
import { byName, testExchange, traceTexts } from './test-support';

const resting = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '60000.00', quantity: '0.1' };

/** Then a change has come to the order-manager, and its venue, which takes 200 ms, has not answered yet. */
const UNDER_WAY_MS = 100;

/** An order that rests at its venue, and what may be done to it. A refusal comes back as a value. */
async function placed(body: object = resting) {
  const exchange = await testExchange();
  const { account, replacer, tokens, states } = exchange;
  const [answer] = await exchange.place({ token: tokens.user, body });
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
    expect(itself()).toMatchObject({ state: 'cancelled', reason: 'You asked to replace it.' });
    expect(others()).toEqual([answer]);
    expect([reconcile(), faults]).toEqual([[], []]);
  });

  it('is one trace: the change of the old order, and the way of the new one', async () => {
    const { replace, settled, spans, orderId } = await placed();
    const before = spans().length;
    await settled(replace({ price: '59000.00' }));
    const [first = []] = traceTexts(spans().slice(before), ['order.replaces']);
    expect(first.slice(0, 10)).toEqual([
      'client-gateway replace_order_received server',
      '  user-service verify_token server',
      '  order-manager SELECT order client',
      '  wallet-service check_balance server',
      '    wallet-service SELECT wallet client',
      '  risk-manager validate_order server',
      '  risk-manager check_risk server',
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
      message: `Order ${orderId} was taken back already, to be replaced. If another took its place, GET /v1/orders lists it: replace that.`,
      details: { reason: 'too_late_to_replace' },
    });
    expect(await settled(cancel())).toMatchObject({
      message: `Order ${orderId} was taken back already, to be replaced. If another took its place, GET /v1/orders lists it: cancel that.`,
      details: { reason: 'too_late_to_cancel' },
    });
  });
});

describe('an order that cannot be replaced as asked', () => {
  const solana = { symbol: 'SOLUSDT', side: 'sell', type: 'limit', price: '160.00', quantity: '900' };

  it.each([
    ['a price out of its band', resting, { price: '1.00' }, 'price_out_of_band'],
    ['more than one order may be worth', resting, { quantity: '20' }, 'risk_limit_notional'],
    ['more than its owner has', solana, { quantity: '1000.01' }, 'insufficient_balance'],
    [
      'a clientOrderId that was used',
      { ...resting, clientOrderId: 'mine' },
      { clientOrderId: 'mine', price: '59000.00' },
      'duplicate_client_order_id',
    ],
  ])('stays as it is: %s', async (_what, body, change, reason) => {
    const { replace, settled, itself, others, spans, reconcile, faults } = await placed(body);
    expect(await settled(replace(change))).toMatchObject({ details: { reason } });
    expect([itself()?.state, others()]).toEqual(['accepted', []]);
    expect(byName(spans(), 'exchange_cancel_send')).toEqual([]);
    expect([reconcile(), faults]).toEqual([[], []]);
    // And it can still be replaced.
    expect(await settled(replace({ quantity: '0.2' }))).toMatchObject({ quantity: '0.2', state: 'accepted' });
  });

  it('is told what is free, with what the order itself holds', async () => {
    const { replace, settled } = await placed(solana);
    expect(await settled(replace({ quantity: '1000.01' }))).toMatchObject({
      message: 'The order needs 1000.01 SOL and 1000 SOL are free. Lower the quantity.',
    });
    expect(await settled(replace({ quantity: '1000' }))).toMatchObject({ quantity: '1000', state: 'accepted' });
  });

  it('is lost when the money goes while it is taken back: the answer names both orders', async () => {
    const { replace, settled, clock, gateway, tokens, orderId, itself, others, reconcile, faults } =
      await placed(solana);
    const race = async () => {
      const replaced = replace({ quantity: '1000' });
      await clock.sleep(UNDER_WAY_MS);
      await gateway.placeOrder({}, tokens.user, { ...solana, quantity: '0.01' });
      return replaced;
    };
    const refusal = await settled(race());
    const refused = others().find(({ state }) => state === 'rejected');
    expect(refusal).toMatchObject({
      message: expect.stringMatching(
        /^Order \S+ is cancelled, and order \S+, which was to take its place, was refused: The order needs 1000 SOL/,
      ) as string,
      details: { reason: 'insufficient_balance', orderId: refused?.orderId, cancelledOrderId: orderId },
    });
    expect(itself()).toMatchObject({ state: 'cancelled', reason: 'You asked to replace it.' });
    expect([reconcile(), faults]).toEqual([[], []]);
  });

  it('is lost, and says so, when nobody confirms the order in its place', async () => {
    const { replace, settled, clock, seams, orderId, itself } = await placed();
    const race = async () => {
      const replaced = replace({ price: '59000.00' });
      await clock.sleep(UNDER_WAY_MS);
      seams.services.silence('risk-manager');
      return replaced;
    };
    expect(await settled(race())).toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining(`Order ${orderId} is cancelled. The exchange did not finish in time`) as string,
      details: { cancelledOrderId: orderId },
    });
    expect(itself()).toMatchObject({ state: 'cancelled' });
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
