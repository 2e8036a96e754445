import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import { toMillis } from '../clock';
import type { OrderLink } from '../feed/order-link';
import { inject, type Topic, withoutIds } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { linkTo, type SpanRegistry } from '../messaging/span-refs';
import type { VenueName } from '../venues/venues';
import { type OpenOrder, type OpenOrders, WORD_MS } from './open-orders';
import type { News } from './venue-news';

/** How often the open orders are looked through for those that are overdue. */
const LOOK_MS = 2_000;

interface Parts {
  readonly service: Service;
  readonly open: OpenOrders;
  readonly sent: SpanRegistry;
  readonly links: ReadonlyMap<VenueName, OrderLink>;
  readonly news: Topic<News>;
}

/**
 * The exchange-gateway's care that no open order is forgotten: asks a venue how orders stand of which it may have said
 * something that never came, and gives up those of a venue that is gone. What was missed and can be sent again has been, or
 * is on its way before the answers.
 */
export class OrderChecks {
  private cancelTimer = () => {};

  constructor(private readonly parts: Parts) {
    this.lookLater();
  }

  close(): void {
    this.cancelTimer();
  }

  /** After a break. */
  askAll(venue: VenueName): void {
    this.ask(venue, this.parts.open.at(venue));
  }

  /** With the next look: where one report is missing, more may be. */
  askAllSoon(venue: VenueName): void {
    for (const open of this.parts.open.at(venue)) open.dueMs = this.nowMs();
  }

  giveUp(venue: VenueName): void {
    const { open, service, news } = this.parts;
    this.over('exchange_venue_lost', venue, open.at(venue), ({ order: { exchangeOrderId } }) =>
      service.send(news, { kind: 'lost', exchangeOrderId }),
    );
  }

  private ask(venue: VenueName, orders: readonly OpenOrder[]): void {
    const { links, service } = this.parts;
    this.over('exchange_reconcile', venue, orders, (each) => {
      // The answer continues this trace.
      const { traceparent, tracestate } = inject(withoutIds(contexts.active()));
      const trace = { ...(traceparent ? { traceparent } : {}), ...(tracestate ? { tracestate } : {}) };
      each.dueMs = this.nowMs() + WORD_MS;
      const asked = links.get(venue)?.request({ type: 'order_status', orderId: each.order.exchangeOrderId, ...trace });
      if (asked) void service.background(() => asked.answered);
    });
  }

  private lookLater(): void {
    const { service, links } = this.parts;
    this.cancelTimer = service.clock.background(LOOK_MS, () => {
      for (const [venue, link] of links) if (link.isUp) this.ask(venue, this.overdue(venue, link));
      this.lookLater();
    });
  }

  private overdue(venue: VenueName, link: OrderLink): OpenOrder[] {
    const { open } = this.parts;
    const overdue = new Set(open.overdue(venue, this.nowMs()));
    for (const orderId of link.unanswered(this.nowMs() - WORD_MS)) {
      const known = open.find(orderId);
      if (!known) link.giveUp(orderId);
      // Of the others it is known when they are to be asked after again.
      else if (known.dueMs === Number.POSITIVE_INFINITY) overdue.add(known);
    }
    return [...overdue];
  }

  private over(name: string, venue: VenueName, orders: readonly OpenOrder[], each: (open: OpenOrder) => void): void {
    if (orders.length === 0) return;
    const { service, sent } = this.parts;
    const links = orders.flatMap(({ order: { exchangeOrderId } }) => {
      const send = sent.find(exchangeOrderId);
      return send ? [linkTo(send, { 'exchange.order_id': exchangeOrderId })] : [];
    });
    const attributes = { 'exchange.venue': venue, 'exchange.open_orders': orders.length };
    void contexts.with(ROOT_CONTEXT, () =>
      service.span(name, { kind: SpanKind.CLIENT, links, attributes }, () => {
        for (const open of orders) each(open);
      }),
    );
  }

  private nowMs(): number {
    return toMillis(this.parts.service.clock.now());
  }
}
