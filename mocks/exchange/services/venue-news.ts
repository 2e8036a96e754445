import { type Attributes, type Span, SpanKind } from '@opentelemetry/api';
import type { OrderLink, OrderState } from '../feed/order-link';
import type { VenueCancelReject, VenueReport } from '../feed/protocol';
import type { Service } from '../messaging/service';
import { linkTo, type SpanRegistry } from '../messaging/span-refs';
import type { VenueName } from '../venues/venues';
import { quantityOf } from './attributes';
import type { OpenOrder, OpenOrders } from './open-orders';
import { idsOf, type Outcomes } from './outcomes';

/** What there is to be told about one exchange order, from whichever side. */
export type News =
  | { readonly kind: 'report'; readonly report: VenueReport; readonly ageMs: number }
  | { readonly kind: 'cancel_reject'; readonly report: VenueCancelReject; readonly ageMs: number }
  | { readonly kind: 'state'; readonly state: OrderState }
  | { readonly kind: 'lost'; readonly exchangeOrderId: string };

interface ReaderParts {
  readonly service: Service;
  readonly open: OpenOrders;
  readonly sent: SpanRegistry;
  readonly links: ReadonlyMap<VenueName, OrderLink>;
  readonly outcomes: Outcomes;
  readonly askToCancel: (open: OpenOrder) => Promise<void>;
}

/** The exchange-gateway's ear: takes what is told about each exchange order, in order, and hands its outcome on. */
export class NewsReader {
  constructor(private readonly parts: ReaderParts) {}

  async take(news: News): Promise<void> {
    const id = idOf(news);
    const open = this.parts.open.find(id);
    if (news.kind === 'report') {
      if (!open) throw new Error(`A report came for exchange order ${id}, which is not open`);
      await this.takeReport(open, news.report, news.ageMs);
    } else if (news.kind === 'cancel_reject') await this.takeCancelReject(open, news.report, news.ageMs);
    else if (!open) return;
    else if (news.kind === 'lost' || !news.state.known) await this.end(open, 'venue_unavailable');
    else if (news.state.cumLots === open.cumLots && news.state.leavesLots > 0) {
      // What was asked of the broken connection may not have arrived.
      if (open.cancelling) await this.parts.askToCancel(open);
    } else {
      throw new Error(
        `The venue has ${news.state.cumLots} lots of exchange order ${id} filled, ${open.cumLots} are known here`,
      );
    }
  }

  private takeReport(open: OpenOrder, report: VenueReport, ageMs: number): Promise<void> {
    const { service } = this.parts;
    const { order, venue } = open;
    const { exchangeOrderId } = order;
    const ids = {
      'exchange.order_id': exchangeOrderId,
      'batch.id': order.batchId,
      ...(report.execType === 'Trade' ? { 'fill.id': report.execId } : {}),
    };
    const attributes = {
      ...this.received(venue, report, ageMs),
      ...idsOf(order),
      'exec.id': report.execId,
      'exec.type': report.execType,
      'exec.leaves_quantity': quantityOf(report.symbol, report.leavesLots),
    };
    return service.withIds(ids, () =>
      service.span('external_exchange_ws_recv', { kind: SpanKind.CONSUMER, attributes }, async (span) => {
        this.linkToSend(span, exchangeOrderId);
        this.parts.open.apply(open, report);
        if (report.leavesLots === 0) this.forget(open);
        if (report.execType === 'Trade') await this.parts.outcomes.fill(order, report);
        else if (report.leavesLots === 0 && report.reason === 'requested')
          await this.parts.outcomes.split(order, open.cumLots);
        else if (report.leavesLots === 0) await this.parts.outcomes.cancel(order, report.reason, null);
      }),
    );
  }

  private async takeCancelReject(open: OpenOrder | undefined, report: VenueCancelReject, ageMs: number): Promise<void> {
    const { service } = this.parts;
    const exchangeOrderId = report.orderId;
    const attributes = {
      ...(open ? { ...this.received(open.venue, report, ageMs), ...idsOf(open.order) } : {}),
      'exchange.order_id': exchangeOrderId,
      'exec.type': 'CancelReject',
      'exchange.reject_reason': report.reason,
    };
    await service.span('external_exchange_ws_recv', { kind: SpanKind.CONSUMER, attributes }, (span) => {
      if (open) this.linkToSend(span, exchangeOrderId);
    });
  }

  private received(venue: VenueName, report: { readonly sequence: number }, ageMs: number): Attributes {
    const link = this.parts.links.get(venue);
    return { ...(link ? wire(link, 'process') : {}), 'ws.sequence': report.sequence, 'ws.message_age_ms': ageMs };
  }

  /** Only out of another trace: within its own the send is an ancestor already. */
  private linkToSend(span: Span, exchangeOrderId: string): void {
    const send = this.parts.sent.find(exchangeOrderId);
    if (!send) span.setAttribute('links.missing', 1);
    else if (send.traceId !== span.spanContext().traceId) {
      span.addLink(linkTo(send, { 'exchange.order_id': exchangeOrderId }));
    }
  }

  /** Ends an order without the venue's word. */
  private end(open: OpenOrder, reason: string): Promise<void> {
    const { order } = open;
    const ids = { 'exchange.order_id': order.exchangeOrderId, 'batch.id': order.batchId };
    this.forget(open);
    return this.parts.service.withIds(ids, () => this.parts.outcomes.cancel(order, reason, null));
  }

  private forget(open: OpenOrder): void {
    this.parts.open.remove(open);
    this.parts.sent.forget(open.order.exchangeOrderId);
  }
}

/** What a message was sent or received over. */
export function wire(link: OrderLink, type: 'send' | 'process'): Attributes {
  return { ...link.attributes, 'messaging.system': 'websocket', 'messaging.operation.type': type };
}

export function idOf(news: News): string {
  if (news.kind === 'lost') return news.exchangeOrderId;
  if (news.kind === 'state') return news.state.orderId;
  return news.report.orderId;
}
