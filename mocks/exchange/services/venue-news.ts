import { type Attributes, type Span, SpanKind } from '@opentelemetry/api';
import { BoundedSet } from '../bounded-set';
import { toMillis } from '../clock';
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
  /** Orders whose end the venue told when it was asked; its reports of it may still come. */
  private readonly endedByState = new BoundedSet(10_000);

  constructor(private readonly parts: ReaderParts) {}

  async take(news: News): Promise<void> {
    const id = idOf(news);
    const open = this.parts.open.find(id);
    if (news.kind === 'report') {
      // What is sent again after its order's state was asked for says nothing new.
      if (!open && this.endedByState.has(id)) return;
      if (!open) throw new Error(`A report came for exchange order ${id}, which is not open`);
      await this.takeReport(open, news.report, news.ageMs);
    } else if (news.kind === 'cancel_reject') await this.takeCancelReject(open, news.report, news.ageMs);
    else if (!open) return;
    else if (news.kind === 'lost') await this.end(open, 'venue_unavailable');
    else await this.takeState(open, news.state);
  }

  /** The venue's answer. All that it reported before has been taken; what that lacks was missed for good. */
  private takeState(open: OpenOrder, state: OrderState): Promise<void> {
    const { service, outcomes } = this.parts;
    const { order, venue } = open;
    const { exchangeOrderId, symbol } = order;
    const link = this.parts.links.get(venue);
    const attributes = {
      ...(link ? wire(link, 'process') : {}),
      ...idsOf(order),
      'exec.type': 'OrderStatus',
      'exec.leaves_quantity': quantityOf(symbol, state.leavesLots),
      'exec.missed_quantity': quantityOf(symbol, Math.max(0, state.cumLots - open.cumLots)),
    };
    return service.withIds({ 'exchange.order_id': exchangeOrderId, 'batch.id': order.batchId }, () =>
      service.span('external_exchange_ws_recv', { kind: SpanKind.CONSUMER, attributes }, async (span) => {
        this.linkToSend(span, exchangeOrderId);
        if (!state.known) return this.end(open, 'venue_unavailable');
        for (const { lots, price } of missedFills(open, state)) {
          this.parts.open.book(open, lots, price);
          const fill = { lastLots: lots, lastPrice: price, leavesLots: order.lots - open.cumLots, symbol };
          await outcomes.fill(order, { ...fill, execId: `${exchangeOrderId}-STATE-${open.cumLots}` }, true);
        }
        if (state.leavesLots === 0) {
          this.endedByState.add(exchangeOrderId);
          return this.finish(open, state.reason);
        }
        open.confirmed = true;
        this.expect(open);
        // What was asked of the broken connection may not have arrived.
        if (open.cancelling) await this.parts.askToCancel(open);
      }),
    );
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
        open.confirmed = true;
        // Otherwise it was found out by the order's state already.
        const isNews = report.execType === 'Trade' && report.cumLots > open.cumLots;
        if (isNews) this.parts.open.book(open, report.lastLots, report.lastPrice);
        const isWhole = report.cumLots === open.cumLots;
        this.expect(open, isWhole ? undefined : 'now');
        if (isNews) await this.parts.outcomes.fill(order, report);
        if (report.leavesLots === 0 && isWhole) await this.finish(open, report.reason);
      }),
    );
  }

  /** Nothing of it is left at the venue. */
  private async finish(open: OpenOrder, reason: string): Promise<void> {
    const { order, cumLots } = open;
    this.forget(open);
    if (cumLots === order.lots) return;
    if (reason === 'requested') await this.parts.outcomes.split(order, cumLots);
    else await this.parts.outcomes.cancel(order, reason, null);
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
      if (!open) return;
      this.linkToSend(span, exchangeOrderId);
      // It was told before how the order ended, or the venue does not know it.
      this.expect(open, 'now');
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

  /** @param when `now` when the venue is to be asked as soon as it can be. */
  private expect(open: OpenOrder, when?: 'now'): void {
    const nowMs = toMillis(this.parts.service.clock.now());
    if (when === 'now') open.dueMs = nowMs;
    else this.parts.open.expect(open, nowMs);
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

/**
 * What a venue has filled of an order beyond what is known here. It says how much and what that cost in all, not in which
 * parts: one fill at the average price, or two at the whole ticks around it, with which the sum is exact.
 * @throws Error when less is filled there than is known here.
 */
export function missedFills(
  { order: { exchangeOrderId: id }, ...known }: Pick<OpenOrder, 'order' | 'cumLots' | 'notional'>,
  state: Pick<OrderState, 'cumLots' | 'notional'>,
): { readonly lots: number; readonly price: number }[] {
  const lots = BigInt(state.cumLots - known.cumLots);
  const notional = BigInt(state.notional) - known.notional;
  if (lots < 0n || notional < 0n || (lots === 0n && notional > 0n)) {
    throw new Error(
      `The venue has ${state.cumLots} lots of exchange order ${id} filled for ${state.notional}, ` +
        `${known.cumLots} for ${known.notional} are known here`,
    );
  }
  if (lots === 0n) return [];
  const price = notional / lots;
  const higher = notional % lots;
  return [
    { lots: Number(lots - higher), price: Number(price) },
    { lots: Number(higher), price: Number(price) + 1 },
  ].filter((fill) => fill.lots > 0);
}

export function idOf(news: News): string {
  if (news.kind === 'lost') return news.exchangeOrderId;
  if (news.kind === 'state') return news.state.orderId;
  return news.report.orderId;
}
