import { formatShort } from '../market/decimal';
import { CASH_DECIMALS, instrumentOf } from '../market/instruments';
import type { Service } from '../messaging/service';
import { ACCEPTED, type ClientOrder, refuse, type Verdict } from '../orders/types';
import type { Ledger, Shortage } from '../wallet/ledger';
import type { Topics } from './topics';

/**
 * The wallet-service's part in orders that come by the hundreds: the same bookings, one message for all of them, and no
 * spans. Whoever asks has none active, so the database makes none either.
 */
export function receiveManyFunds(service: Service, topics: Topics, ledger: Ledger, counterparty: string): void {
  service.receive(topics.reserveMany, (orders) =>
    orders.map((order) => {
      const leg = { instrument: instrumentOf(order.symbol), side: order.side, lots: order.lots };
      const short = ledger.reserve(order.orderId, order.userId, leg, order.worstPrice);
      return short ? tooPoor(order, short) : ACCEPTED;
    }),
  );

  service.receive(topics.settleMany, (bookings) => {
    for (const { order, lots, price } of bookings) {
      const leg = { instrument: instrumentOf(order.symbol), side: order.side, lots };
      if (price === null) ledger.releasePart(order.orderId, leg, order.worstPrice);
      else ledger.settle(order.orderId, leg, price, order.worstPrice, counterparty);
    }
    return null;
  });
}

/** Says what an order lacks. */
export function tooPoor({ side, type }: ClientOrder, { asset, needed, available }: Shortage): Verdict {
  const orThePrice = side === 'buy' && type === 'limit' ? ' or the price' : '';
  return refuse(
    'insufficient_balance',
    `The order needs ${amount(needed)} ${asset} and ${amount(available)} ${asset} are free. Lower the quantity${orThePrice}.`,
  );
}

function amount(units: bigint): string {
  return formatShort(units, CASH_DECIMALS);
}
