import { type Span, SpanKind } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import { withoutIds } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { linkTo, SpanRegistry, spanRef } from '../messaging/span-refs';
import { orderIdAttributes } from '../orders/slicing';
import { priceOf, processing, quantityOf, sending, termAttributes } from './attributes';
import type { ExchangeOrder, Topics, VenueReport } from './topics';

/**
 * Speaks to the venue: sends exchange orders, takes execution reports and hands fills on. A report continues the trace in
 * which the venue wrote it. For a resting order that is the trace of whoever traded against it, perhaps much later; a link
 * to the order's own exchange_order_send then says where it came from.
 */
export function startExchangeGateway(service: Service, topics: Topics): { sent: SpanRegistry } {
  const sent = new SpanRegistry();
  const open = new Map<string, ExchangeOrder>();

  service.receive(topics.exchangeOrders, (order) => {
    const attributes = { ...idsOf(order), ...termAttributes(order), 'exchange.venue': 'binance' };
    return service.span(
      'exchange_order_send',
      { kind: SpanKind.CONSUMER, attributes: { ...processing(topics.exchangeOrders), ...attributes } },
      async (span) => {
        open.set(order.exchangeOrderId, order);
        sent.remember(order.exchangeOrderId, spanRef(span));
        await service.work(1, 3);
        const { exchangeOrderId, symbol, side, type, worstPrice, lots } = order;
        await service.span(
          'external_exchange_ws_send',
          { kind: SpanKind.PRODUCER, attributes: { ...sending(topics.binanceOrders), ...attributes } },
          // The venue is somebody else's: it gets the trace context, not our ids.
          () =>
            contexts.with(withoutIds(contexts.active()), () =>
              service.send(topics.binanceOrders, { exchangeOrderId, symbol, side, type, price: worstPrice, lots }),
            ),
        );
      },
    );
  });

  service.receive(topics.binanceReports, take, ({ exchangeOrderId }) => exchangeOrderId);

  function take(report: VenueReport): Promise<void> {
    const order = open.get(report.exchangeOrderId);
    if (!order) throw new Error(`A report came for exchange order ${report.exchangeOrderId}, which is not open`);
    const ids = {
      'exchange.order_id': report.exchangeOrderId,
      'batch.id': order.batchId,
      ...(report.execType === 'Trade' ? { 'fill.id': report.execId } : {}),
    };
    return service.withIds(ids, () =>
      service.span(
        'external_exchange_ws_recv',
        {
          kind: SpanKind.CONSUMER,
          attributes: {
            ...processing(topics.binanceReports),
            ...idsOf(order),
            'exchange.venue': 'binance',
            'exec.id': report.execId,
            'exec.type': report.execType,
            'exec.leaves_quantity': quantityOf(report.symbol, report.leavesLots),
          },
        },
        async (span) => {
          linkToSend(span, report.exchangeOrderId);
          if (report.leavesLots === 0) {
            open.delete(report.exchangeOrderId);
            sent.forget(report.exchangeOrderId);
          }
          if (report.execType === 'Trade') await passFill(order, report);
          else if (report.execType !== 'New') await passCancel(order, report);
        },
      ),
    );
  }

  /** Only out of another trace: within its own the send is an ancestor already. */
  function linkToSend(span: Span, exchangeOrderId: string): void {
    const send = sent.find(exchangeOrderId);
    if (!send) span.setAttribute('links.missing', 1);
    else if (send.traceId !== span.spanContext().traceId) {
      span.addLink(linkTo(send, { 'exchange.order_id': exchangeOrderId }));
    }
  }

  function passFill(order: ExchangeOrder, report: VenueReport): Promise<void> {
    const { execId: fillId, exchangeOrderId, symbol, lastLots: lots, lastPrice: price, leavesLots } = report;
    const attributes = {
      ...sending(topics.fills),
      ...idsOf(order),
      ...termAttributes(order),
      'fill.quantity': quantityOf(symbol, lots),
      'fill.price': priceOf(symbol, price),
    };
    return service.span('exchange_fill_received', { kind: SpanKind.PRODUCER, attributes }, async (span) => {
      await service.work(1, 2);
      const fill = spanRef(span);
      service.send(topics.fills, { kind: 'fill', exchangeOrderId, fillId, lots, price, fill, done: leavesLots === 0 });
    });
  }

  function passCancel(order: ExchangeOrder, { exchangeOrderId, reason }: VenueReport): Promise<void> {
    const attributes = { ...sending(topics.fills), ...idsOf(order), 'exchange.cancel_reason': reason };
    return service.span('exchange_cancel_received', { kind: SpanKind.PRODUCER, attributes }, async (span) => {
      await service.work(1, 2);
      service.send(topics.fills, { kind: 'cancel', exchangeOrderId, reason, cancel: spanRef(span) });
    });
  }

  return { sent };
}

function idsOf(order: ExchangeOrder) {
  return orderIdAttributes(order.contributions.map((contribution) => contribution.order));
}
