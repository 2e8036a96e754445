import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { isFillpathError } from '@/lib/base/errors';
import type { Order } from './orders/types';
import { byName, testExchange, traceTexts } from './test-support';

const CALLER = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
const resting = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '50000.00', quantity: '0.1' };
const market = (side: string, quantity: string) => ({ symbol: 'BTCUSDT', side, type: 'market', quantity });

const databaseSpans = (spans: readonly ReadableSpan[]) =>
  spans.filter(({ attributes }) => attributes['db.system.name'] !== undefined);
const rejectsOf = (spans: readonly ReadableSpan[]) =>
  spans.map(({ name, attributes }) => [name, attributes['order.status'], attributes['order.reject_reason']].join(' '));

describe('a login', () => {
  it('looks the user up and makes a token', async () => {
    const { gateway, settled, spans } = await testExchange();
    await settled(gateway.login(CALLER, { username: 'demo_user', password: 'demo123' }));
    expect(traceTexts(spans(), ['user.id'])).toEqual([
      [
        'user-service authenticate server USR-1',
        '  user-service SELECT user client USR-1',
        '  user-service generate_token internal USR-1',
      ],
    ]);
    expect(spans()[0]?.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
  });

  it('that fails is a refusal in its trace, and no error', async () => {
    const { gateway, settled, spans } = await testExchange();
    const login = settled(gateway.login({}, { username: 'demo_user', password: 'wrong' }));
    await expect(login).rejects.toMatchObject({ kind: 'unauthorized', details: { reason: 'bad_login' } });
    expect(rejectsOf(byName(spans(), 'authenticate'))).toEqual(['authenticate rejected bad_login']);
    expect(spans().every(({ status }) => status.code === SpanStatusCode.UNSET)).toBe(true);
  });
});

describe('a call to the database', () => {
  it('says in the terms of the conventions what it did, without a value', async () => {
    const { place, tokens, spans } = await testExchange();
    await place({ token: tokens.user, body: { ...resting, clientOrderId: 'SECRET-7' } });
    const [update, insert] = databaseSpans(spans());
    expect(update?.attributes).toMatchObject({
      'db.system.name': 'sqlite',
      'db.namespace': 'exchange',
      'db.collection.name': 'wallet',
      'db.operation.name': 'UPDATE',
      'db.query.summary': 'UPDATE wallet',
      'db.query.text':
        'UPDATE wallet SET reserved = reserved + ?1 WHERE owner = ?2 AND currency = ?3 ' +
        'AND balance - reserved >= ?1 AND reserved + ?1 >= 0',
      'user.id': 'USR-1',
    });
    expect(insert?.name).toBe('INSERT order');
    expect(insert?.attributes['db.query.text']).not.toContain('SECRET-7');
  });

  it('is traced with whoever makes it: reading the list of orders is not', async () => {
    const { gateway, settled, tokens, spans } = await testExchange();
    await settled(gateway.orders(tokens.user, 10));
    expect(spans()).toEqual([]);
  });
});

describe('a token', () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: 'USR-1', iss: 'fillpath-exchange', exp: 1_900_000_000 };
  const signed = (alg: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg })
      .sign(Buffer.from('a key of somebody else, long enough for any'.repeat(2)));

  it.each([
    ['signed by another key', () => signed('HS256')],
    ['of another algorithm', () => signed('HS512')],
    ['of the algorithm none', () => `${encode({ alg: 'none' })}.${encode(claims)}.`],
    ['that is none', () => 'demo_user'],
  ])('%s is refused, and the trace says so', async (_what, forge) => {
    const { place, spans } = await testExchange();
    const [refusal] = await place({ token: await forge(), body: resting });
    expect(refusal).toMatchObject({ kind: 'unauthorized', details: { reason: 'bad_token' } });
    expect(rejectsOf(spans())).toEqual(['verify_token rejected bad_token', 'client_order_received rejected bad_token']);
  });

  it('whose payload was exchanged is refused', async () => {
    const { place, tokens } = await testExchange();
    const [header, , signature] = tokens.user.split('.');
    const [refusal] = await place({
      token: `${header}.${encode({ ...claims, sub: 'USR-2' })}.${signature}`,
      body: resting,
    });
    expect(refusal).toMatchObject({ details: { reason: 'bad_token' } });
  });

  it('that has expired is told apart from a forged one, also when it was good before', async () => {
    const { place, tokens, settled, clock, spans } = await testExchange();
    expect(await place({ token: tokens.user, body: resting })).toMatchObject([{ state: 'accepted' }]);
    await settled(clock.sleep(12 * 3600 * 1000 + 1));
    const [refusal] = await place({ token: tokens.user, body: resting });
    expect(refusal).toMatchObject({ kind: 'unauthorized', details: { reason: 'expired_token' } });
    expect(rejectsOf(byName(spans(), 'verify_token')).at(-1)).toBe('verify_token rejected expired_token');
  });
});

describe('the report of positions', () => {
  it('has what was bought less what was sold, its average price and the profit, and every wallet', async () => {
    const { place, account, settled, tokens, spans, reconcile } = await testExchange();
    await place({ token: tokens.user, body: market('buy', '0.00001') });
    await place({ token: tokens.user, body: market('sell', '0.00002') });
    // One lot bought, then two sold, each on its own: the first sale closes, the second opens.
    const prices = byName(spans(), 'client_order_update').map(({ attributes }) => Number(attributes['fill.price']));
    const [bought = 0, closed = 0, opened = 0] = prices;
    expect(prices).toHaveLength(3);
    const before = spans().length;
    const report = await settled(account.positions(CALLER, tokens.user));
    expect(report.positions).toEqual([
      {
        symbol: 'BTCUSDT',
        quantity: '-0.00001',
        averagePrice: opened.toFixed(4),
        realisedPnl: String(Number(((closed - bought) * 0.00001).toFixed(7))),
        currency: 'USDT',
      },
    ]);
    const cash = 10_000_000 + (closed + opened - bought) * 0.00001;
    const wallets = report.wallets.filter(({ currency }) => ['USDT', 'BTC'].includes(currency));
    expect(wallets).toEqual([
      { currency: 'BTC', balance: '4.99999', reserved: '0' },
      { currency: 'USDT', balance: String(Number(cash.toFixed(7))), reserved: '0' },
    ]);
    expect(traceTexts(spans().slice(before), ['user.id'])).toEqual([
      [
        'client-gateway positions_requested server USR-1',
        '  user-service verify_token server USR-1',
        '  wallet-service report_positions server USR-1',
        '    wallet-service SELECT position client USR-1',
        '    wallet-service SELECT wallet client USR-1',
      ],
    ]);
    expect(reconcile()).toEqual([]);
  });

  it('is nobody else’s', async () => {
    const { place, account, settled, tokens } = await testExchange();
    await place({ token: tokens.user, body: market('buy', '0.00003') });
    expect((await settled(account.positions({}, tokens.fund))).positions).toEqual([]);
    await expect(settled(account.positions({}, 'forged'))).rejects.toMatchObject({ kind: 'unauthorized' });
  });
});

describe('a cancellation that is refused', () => {
  async function refused(orderId: (filled: Order) => string, who: 'user' | 'fund') {
    const exchange = await testExchange();
    const [filled] = await exchange.place({ token: exchange.tokens.user, body: market('buy', '0.00001') });
    const before = exchange.spans().length;
    const cancel = exchange.account.cancelOrder({}, exchange.tokens[who], orderId(filled as Order));
    const refusal = await exchange.settled(cancel).catch((error: unknown) => error);
    if (!isFillpathError(refusal)) throw new Error('It was not refused');
    return { refusal, spans: exchange.spans().slice(before), exchange };
  }

  it('because the order is filled', async () => {
    const { refusal, spans, exchange } = await refused(({ orderId }) => orderId, 'user');
    expect(refusal).toMatchObject({ kind: 'conflict', details: { reason: 'too_late_to_cancel' } });
    expect(refusal.message).toMatch(/is filled already/);
    expect(rejectsOf(spans.filter(({ name }) => name.startsWith('cancel')))).toEqual([
      'cancel_order rejected too_late_to_cancel',
      'cancel_order_received rejected too_late_to_cancel',
    ]);
    expect(refusal.details['traceId']).toBe(spans[0]?.spanContext().traceId);
    expect([exchange.inFlight(), exchange.faults, exchange.reconcile()]).toEqual([0, [], []]);
  });

  it.each([
    ['nobody has it', () => 'ORD-UNKNOWN-1', 'user'],
    ['it is another’s', ({ orderId }: Order) => orderId, 'fund'],
  ] as const)('because %s', async (_why, orderId, who) => {
    const { refusal, spans } = await refused(orderId, who);
    expect(refusal).toMatchObject({ kind: 'not-found', details: { reason: 'unknown_order' } });
    expect(spans.at(-1)?.attributes).toMatchObject({ 'order.status': 'rejected' });
  });

  it('without a trace when its id can be none', async () => {
    const { refusal, spans } = await refused(() => 'x'.repeat(65), 'user');
    expect(refusal.kind).toBe('not-found');
    expect(spans).toEqual([]);
  });
});
