import { expect, it } from 'vitest';
import { instrumentOf } from '../market/instruments';
import { Blotter } from '../orders/blotter';
import { Ledger } from '../wallet/ledger';
import { openDatabase } from './database';
import { reconcileOpen } from './reconcile-open';

/** Of orders 1 and 2, of 900 and 500 lots, 300 and 500 are filled. */
function open() {
  const database = openDatabase();
  const ledger = new Ledger(database);
  const blotter = new Blotter(database);
  ledger.deposit('u', 'USDT', 10n ** 14n);
  for (const [orderId, lots, filled] of [
    ['1', 900, 300],
    ['2', 500, 500],
  ] as const) {
    const terms = {
      symbol: 'BTCUSDT',
      side: 'buy',
      type: 'limit',
      price: 6_100_000,
      worstPrice: 6_100_000,
      lots,
    } as const;
    const origin = { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), sampled: true };
    ledger.reserve(orderId, 'u', { ...terms, instrument: instrumentOf('BTCUSDT') }, terms.worstPrice);
    blotter.open({ orderId, clientOrderId: orderId, userId: 'u', ...terms, origin }, '10');
    blotter.apply(orderId, { kind: 'fill', lots: filled, price: 6_100_000 }, '20');
  }
  return database;
}

it.each([
  [
    [
      ['1', 400],
      ['1', 200],
    ],
    [],
  ],
  [
    [
      ['1', 600],
      ['2', 1],
    ],
    ['Order 2 has ended, and 1 lots of it are at a venue or on the way there.'],
  ],
  [[['1', 599]], ['Of order 1 600 lots are open, and 599 at a venue or on the way there.']],
  [[], ['Of order 1 600 lots are open, and 0 at a venue or on the way there.']],
] as const)('where %j are under way, says %j', (parts, sentences) => {
  const underWay = parts.map(([orderId, lots]) => ({ orderId, lots }));
  expect(reconcileOpen(open(), underWay)).toEqual(sentences);
});
