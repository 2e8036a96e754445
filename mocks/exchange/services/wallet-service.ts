import { SpanKind } from '@opentelemetry/api';
import type { Database } from '../database/database';
import { CASH_DECIMALS, instrumentOf, SYMBOLS } from '../market/instruments';
import type { Service } from '../messaging/service';
import { Ledger } from '../wallet/ledger';
import { positionReport } from '../wallet/report';
import { priceOf, processing, quantityOf, verdictAttributes } from './attributes';
import { couldReplace, receiveManyFunds, reserve } from './many-funds';
import type { Topics } from './topics';
import { openingFunds } from './users';

/** The other side of every fill. */
export const CLEARING = 'clearing-binance';

/** Keeps the accounts: reserves funds before an order is accepted, settles its fills, frees what an order does not need. */
export function startWalletService(service: Service, topics: Topics, database: Database): Ledger {
  const ledger = new Ledger(database.tracedBy(service));
  for (const { base, quote } of SYMBOLS.map(instrumentOf)) {
    for (const asset of [base, quote]) ledger.wallets.open(CLEARING, asset, 'house');
  }
  for (const { userId, funds } of openingFunds()) {
    for (const [asset, units] of Object.entries(funds)) {
      ledger.deposit(userId, asset, BigInt(units) * 10n ** BigInt(CASH_DECIMALS));
    }
  }

  const checks = [
    [topics.checkBalance, reserve],
    [topics.checkReplacement, couldReplace],
  ] as const;
  for (const [topic, check] of checks) {
    service.receive(topic, (order) =>
      service.span('check_balance', { kind: SpanKind.SERVER, attributes: processing(topic) }, async (span) => {
        await service.work(1, 4);
        const verdict = check(ledger, order);
        const { base, quote } = instrumentOf(order.symbol);
        span.setAttributes({ 'wallet.asset': order.side === 'buy' ? quote : base, ...verdictAttributes(verdict) });
        return verdict;
      }),
    );
  }

  service.receive(topics.settleFunds, ({ order, bookingId, lots, price }) =>
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
      async (span) => {
        await service.work(1, 2);
        const { orderId, symbol, side, worstPrice } = order;
        const leg = { instrument: instrumentOf(symbol), side, lots };
        const isNew = ledger.settle({ orderId, bookingId }, leg, price, worstPrice, CLEARING);
        if (!isNew) span.setAttribute('wallet.booked_before', true);
        return null;
      },
    ),
  );

  service.receive(topics.releaseFunds, ({ orderId, part, early }) =>
    service.span(
      'release_funds',
      { kind: SpanKind.SERVER, attributes: processing(topics.releaseFunds) },
      async (span) => {
        await service.work(1, 2);
        if (part) {
          const { order, bookingId, lots } = part;
          const leg = { instrument: instrumentOf(order.symbol), side: order.side, lots };
          const isNew = ledger.releasePart({ orderId, bookingId }, leg, order.worstPrice);
          if (!isNew) span.setAttribute('wallet.booked_before', true);
        } else if (early) span.setAttribute('wallet.was_reserved', ledger.revoke(orderId));
        else ledger.release(orderId);
        return null;
      },
    ),
  );

  receiveManyFunds(service, topics, ledger, CLEARING);

  service.receive(topics.reportPositions, ({ userId }) =>
    service.span(
      'report_positions',
      { kind: SpanKind.SERVER, attributes: processing(topics.reportPositions) },
      async (span) => {
        await service.work(1, 2);
        const report = positionReport(ledger.positions.of(userId), ledger.wallets.of(userId));
        span.setAttribute('position.count', report.positions.length);
        return report;
      },
    ),
  );

  return ledger;
}
