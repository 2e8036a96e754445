import { SpanKind } from '@opentelemetry/api';
import type { VenueReport } from '../feed/protocol';
import type { Service } from '../messaging/service';
import { spanRef } from '../messaging/span-refs';
import { orderIdAttributes } from '../orders/slicing';
import { priceOf, quantityOf, sending, termAttributes } from './attributes';
import type { OpenOrders } from './open-orders';
import type { ExchangeOrder, Topics } from './topics';

type FillReport = Pick<VenueReport, 'execId' | 'symbol' | 'lastLots' | 'lastPrice' | 'leavesLots'>;

/** The exchange-gateway's word to the fill-service about what became of an exchange order. */
export class Outcomes {
  constructor(
    private readonly service: Service,
    private readonly topics: Topics,
    private readonly open: OpenOrders,
    private readonly nextId: () => string,
  ) {}

  /** A fill. @param fromState nobody has reported it: it is what the venue's state of the order has more than was known. */
  fill(order: ExchangeOrder, report: FillReport, fromState = false): Promise<void> {
    const { service, topics } = this;
    const { execId: fillId, symbol, lastLots: lots, lastPrice: price, leavesLots } = report;
    const { exchangeOrderId } = order;
    const attributes = {
      ...sending(topics.fills),
      ...idsOf(order),
      ...termAttributes(order),
      'fill.quantity': quantityOf(symbol, lots),
      'fill.price': priceOf(symbol, price),
      ...(fromState ? { 'fill.from_order_state': true } : {}),
    };
    return service.span('exchange_fill_received', { kind: SpanKind.PRODUCER, attributes }, async (span) => {
      await service.work(1, 2);
      const fill = spanRef(span);
      service.send(topics.fills, { kind: 'fill', exchangeOrderId, fillId, lots, price, fill, done: leavesLots === 0 });
    });
  }

  /** The rest of an order is off the market: ends it for those who cancelled, and sends it anew for the others. */
  async split(order: ExchangeOrder, cumLots: number): Promise<void> {
    const { service, topics } = this;
    const { wanted, unwanted } = this.open.split(order, cumLots);
    const lots = wanted.reduce((sum, part) => sum + part.lots, 0);
    if (lots > 0) {
      const exchangeOrderId = this.nextId();
      const rest: ExchangeOrder = { ...order, exchangeOrderId, lots, contributions: wanted };
      service.withIds({ 'exchange.order_id': exchangeOrderId }, () => {
        service.send(topics.fills, { kind: 'plan', order: rest });
        service.send(topics.exchangeOrders, rest);
      });
    }
    await this.cancel(order, 'requested', unwanted);
  }

  cancel(order: ExchangeOrder, reason: string, only: readonly string[] | null): Promise<void> {
    const { service, topics } = this;
    const { exchangeOrderId } = order;
    const attributes = { ...sending(topics.fills), ...idsOf(order), 'exchange.cancel_reason': reason };
    return service.span('exchange_cancel_received', { kind: SpanKind.PRODUCER, attributes }, async (span) => {
      await service.work(1, 2);
      service.send(topics.fills, { kind: 'cancel', exchangeOrderId, reason, only, cancel: spanRef(span) });
    });
  }
}

/** The ids of the client orders in an exchange order, as span attributes. */
export function idsOf(order: ExchangeOrder) {
  return orderIdAttributes(order.contributions.map((contribution) => contribution.order));
}
