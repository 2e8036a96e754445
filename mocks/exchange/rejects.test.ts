import { SpanStatusCode } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { isFillpathError } from '@/lib/base/errors';
import { byName, testExchange } from './test-support';

const good = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '61000.00', quantity: '0.1' };

describe('a refused order', () => {
  it.each([
    ['NaN as a price', 'user', { price: 'NaN' }, 'invalid-input', 'bad_price', 'client_order_received'],
    ['1e308 as a price', 'user', { price: '1e308' }, 'invalid-input', 'bad_price', 'client_order_received'],
    ['a negative price', 'user', { price: '-1' }, 'invalid-input', 'bad_price', 'client_order_received'],
    ['a price off the tick', 'user', { price: '61000.001' }, 'invalid-input', 'bad_price', 'client_order_received'],
    [
      'a price far off the market',
      'user',
      { price: '91500.01', quantity: '0.1' },
      'rejected',
      'price_out_of_band',
      'validate_order',
    ],
    ['a quantity of zero', 'user', { quantity: '0' }, 'invalid-input', 'bad_quantity', 'client_order_received'],
    [
      'a quantity beyond the largest',
      'fund',
      { price: '30500.00', quantity: '1000.00001' },
      'invalid-input',
      'bad_quantity',
      'validate_order',
    ],
    ['no symbol', 'user', { symbol: undefined }, 'invalid-input', 'unknown_symbol', 'client_order_received'],
    ['an unknown symbol', 'user', { symbol: 'XYZ' }, 'invalid-input', 'unknown_symbol', 'client_order_received'],
    // 163.94 at 61,000.00 is 10,000,340 of the account's 10,000,000.
    ['too little money', 'user', { quantity: '163.94' }, 'rejected', 'insufficient_balance', 'check_balance'],
    [
      'too little of the asset',
      'user',
      { side: 'sell', quantity: '5.00001' },
      'rejected',
      'insufficient_balance',
      'check_balance',
    ],
    ['too much risk', 'fund', { quantity: '16.4' }, 'rejected', 'risk_limit_notional', 'check_risk'],
    ['a forged token', 'forged', {}, 'unauthorized', 'bad_token', 'verify_token'],
    ['no token', '', {}, 'unauthorized', 'bad_token', 'verify_token'],
  ] as const)(
    '%s: says why, keeps its trace as rejected and not as an error, leaves no money behind',
    async (_what, who, fault, kind, reason, decidedBy) => {
      const exchange = await testExchange();
      const before = exchange.ledger.snapshot();
      const token = who === 'user' || who === 'fund' ? exchange.tokens[who] : who;
      const [refusal] = await exchange.place({ token, body: { ...good, ...fault } });

      if (!isFillpathError(refusal)) throw new Error('The order was taken');
      const [received] = byName(exchange.spans(), 'client_order_received');
      expect(refusal).toMatchObject({
        kind,
        details: { reason, orderId: received?.attributes['order.id'], traceId: received?.spanContext().traceId },
      });
      for (const span of [received, byName(exchange.spans(), decidedBy)[0]]) {
        expect(span?.attributes).toMatchObject({
          'order.status': 'rejected',
          'order.reject_reason': reason,
          'order.reject_text': refusal.message,
        });
      }
      expect(exchange.spans().filter(({ status }) => status.code === SpanStatusCode.ERROR)).toEqual([]);
      expect(byName(exchange.spans(), 'create_order')).toEqual([]);
      expect(exchange.ledger.snapshot()).toEqual(before);
      expect(exchange.faults).toEqual([]);
    },
  );

  it('names no trace that is not recorded, and neither does its row in the list', async () => {
    const { place, tokens, gateway, settled, sampler } = await testExchange();
    sampler.ratio = 0;
    const [refusal] = await place({ token: tokens.user, body: { ...good, price: 'NaN' } });
    if (!isFillpathError(refusal)) throw new Error('The order was taken');
    expect(refusal.details).toMatchObject({ reason: 'bad_price', traceId: null });
    expect(await settled(gateway.orders(tokens.user, 10))).toMatchObject([{ state: 'rejected', traceId: null }]);
  });

  it('is in its user’s list with the reason, as it was written', async () => {
    const { place, tokens, gateway, settled, states } = await testExchange();
    await place({ token: tokens.user, body: { ...good, price: 'NaN', clientOrderId: 'MINE' } });
    expect(await settled(gateway.orders(tokens.user, 10))).toMatchObject([
      { clientOrderId: 'MINE', state: 'rejected', price: 'NaN', quantity: '0.1' },
    ]);
    expect(states.map(({ state, reason }) => `${state}: ${reason}`)).toEqual([
      'rejected: The price "NaN" is not a plain decimal number. Write it like "61000.50".',
    ]);
  });

  it('frees the money of an order that was sent twice, and keeps the first', async () => {
    const { place, tokens, states, ledger } = await testExchange();
    const body = { ...good, price: '50000.00', clientOrderId: 'TWICE' };
    const [first, second] = [await place({ token: tokens.user, body }), await place({ token: tokens.user, body })];
    expect(first).toMatchObject([{ state: 'accepted' }]);
    expect(second).toMatchObject([{ kind: 'conflict', details: { reason: 'duplicate_client_order_id' } }]);
    expect(states.map(({ state }) => state)).toEqual(['accepted', 'rejected']);
    const reserved = ledger.snapshot().find(({ owner, asset }) => owner === 'USR-1' && asset === 'USDT')
      ?.balance.reserved;
    expect(reserved).toBe(5_000n * 100_000_000n);
  });
});

describe('the client gateway', () => {
  it('logs a user in by name and password, and nobody else', async () => {
    const { gateway, settled } = await testExchange();
    const login = (username: string, password: string) => settled(gateway.login({}, { username, password }));
    expect(await login('demo_fund', 'demo123')).toMatchObject({
      userId: 'USR-2',
      expiresAt: new Date((1_800_000_000 + 12 * 3600) * 1000).toISOString(),
    });
    await expect(login('demo_fund', 'demo124')).rejects.toMatchObject({ kind: 'unauthorized' });
    await expect(login('nobody', 'demo123')).rejects.toThrow('Wrong username or password.');
  });

  it('refuses a token after twelve hours', async () => {
    const { gateway, settled, tokens, clock } = await testExchange();
    await settled(clock.sleep((12 * 3600 - 1) * 1000));
    expect(await settled(gateway.orders(tokens.user, 10))).toEqual([]);
    await settled(clock.sleep(2_000));
    await expect(settled(gateway.orders(tokens.user, 10))).rejects.toMatchObject({ kind: 'unauthorized' });
  });

  it('shows an order to its user only', async () => {
    const { gateway, settled, tokens, place, states } = await testExchange();
    await place({ token: tokens.user, body: good });
    const orderId = states[0]?.orderId ?? '';
    expect(await settled(gateway.order(tokens.user, orderId))).toMatchObject({ orderId });
    await expect(settled(gateway.order(tokens.fund, orderId))).rejects.toMatchObject({ kind: 'not-found' });
  });
});
