import { SpanKind } from '@opentelemetry/api';
import { formatShort } from '../market/decimal';
import { CASH_DECIMALS, instrumentOf } from '../market/instruments';
import type { Service } from '../messaging/service';
import { ACCEPTED, refuse } from '../orders/types';
import { Ledger } from '../wallet/ledger';
import { priceOf, processing, quantityOf, verdictAttributes } from './attributes';
import type { Topics } from './topics';
import { openingFunds } from './users';

/** The other side of every fill. */
export const CLEARING = 'clearing-binance';

/** Keeps the accounts: reserves funds before an order is accepted, settles its fills, frees what an order does not need. */
export function startWalletService(service: Service, topics: Topics): Ledger {
  const ledger = new Ledger();
  for (const { userId, funds } of openingFunds()) {
    for (const [asset, units] of Object.entries(funds)) {
      ledger.deposit(userId, asset, BigInt(units) * 10n ** BigInt(CASH_DECIMALS));
    }
  }

  service.receive(topics.checkBalance, (order) =>
    service.span(
      'check_balance',
      { kind: SpanKind.SERVER, attributes: processing(topics.checkBalance) },
      async (span) => {
        await service.work(1, 4);
        const leg = { instrument: instrumentOf(order.symbol), side: order.side, lots: order.lots };
        const short = ledger.reserve(order.orderId, order.userId, leg, order.worstPrice);
        if (!short) return ACCEPTED;
        const { asset, needed, available } = short;
        const verdict = refuse(
          'insufficient_balance',
          `The order needs ${amount(needed)} ${asset} and ${amount(available)} ${asset} are free. Lower the quantity${
            order.side === 'buy' && order.type === 'limit' ? ' or the price' : ''
          }.`,
        );
        span.setAttributes({ 'wallet.asset': asset, ...verdictAttributes(verdict) });
        return verdict;
      },
    ),
  );

  service.receive(topics.settleFunds, ({ order, lots, price }) =>
    service.span(
      'settle_funds',
      {
        kind: SpanKind.SERVER,
        attributes: {
          ...processing(topics.settleFunds),
          'fill.quantity': quantityOf(order.symbol, lots),
          'fill.price': priceOf(order.symbol, price),
        },
      },
      async () => {
        await service.work(1, 2);
        const leg = { instrument: instrumentOf(order.symbol), side: order.side, lots };
        ledger.settle(order.orderId, leg, price, order.worstPrice, CLEARING);
        return null;
      },
    ),
  );

  service.receive(topics.releaseFunds, ({ orderId }) =>
    service.span('release_funds', { kind: SpanKind.SERVER, attributes: processing(topics.releaseFunds) }, async () => {
      await service.work(1, 2);
      ledger.release(orderId);
      return null;
    }),
  );

  return ledger;
}

function amount(units: bigint): string {
  return formatShort(units, CASH_DECIMALS);
}
