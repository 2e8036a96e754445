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
  service.receive(topics.reserveMany, (orders) => orders.map((order) => reserve(ledger, order)));

  service.receive(topics.settleMany, (bookings) =>
    bookings.map(({ order, bookingId, lots, price }) => {
      const booking = { orderId: order.orderId, bookingId };
      const leg = { instrument: instrumentOf(order.symbol), side: order.side, lots };
      try {
        if (price === null) ledger.releasePart(booking, leg, order.worstPrice);
        else ledger.settle(booking, leg, price, order.worstPrice, counterparty);
        return null;
      } catch (error) {
        // One that cannot be booked is no reason to leave out those that came with it.
        service.fault(error);
        return error instanceof Error ? error.message : String(error);
      }
    }),
  );
}

/** Reserves what an order can cost at most, or says why not. */
export function reserve(ledger: Ledger, order: ClientOrder): Verdict {
  const { orderId, userId, symbol, side, lots, worstPrice } = order;
  if (ledger.isRevoked(orderId)) return refuse('withdrawn', 'It was given up before its funds were reserved.');
  return covered(order, ledger.reserve(orderId, userId, { instrument: instrumentOf(symbol), side, lots }, worstPrice));
}

/** Whether an open order could ask for this instead, under its own id: what it holds counts as free. Reserves nothing. */
export function couldReplace(ledger: Ledger, order: ClientOrder): Verdict {
  const { orderId, userId, symbol, side, lots, worstPrice } = order;
  const leg = { instrument: instrumentOf(symbol), side, lots };
  return covered(order, ledger.shortageInPlaceOf(orderId, userId, leg, worstPrice));
}

function covered({ side, type }: ClientOrder, short: Shortage | null): Verdict {
  if (!short) return ACCEPTED;
  const { asset, needed, available } = short;
  const orThePrice = side === 'buy' && type === 'limit' ? ' or the price' : '';
  return refuse(
    'insufficient_balance',
    `The order needs ${amount(needed)} ${asset} and ${amount(available)} ${asset} are free. Lower the quantity${orThePrice}.`,
  );
}

function amount(units: bigint): string {
  return formatShort(units, CASH_DECIMALS);
}
