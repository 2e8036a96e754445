import { createHash } from 'node:crypto';
import { type Attributes, SpanKind } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import { toMillis } from '../clock';
import type { SessionTimings } from '../feed/client-session';
import type { Credentials } from '../feed/credentials';
import { type CommandTerms, OrderLink } from '../feed/order-link';
import { MAX_ORDER_IDS } from '../feed/protocol';
import type { SessionState } from '../feed/session-state';
import type { Connection, Handlers } from '../feed/transport';
import { Channel } from '../messaging/channel';
import { type Carrier, inject, type Topic, withoutIds } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { SpanRegistry, spanRef } from '../messaging/span-refs';
import type { Contribution } from '../orders/slicing';
import { fixTimeInForceOf } from '../orders/time-in-force';
import type { OrderAt } from '../venues/member-orders';
import { type VenueName, venueOf } from '../venues/venues';
import { processing, termAttributes } from './attributes';
import { type OpenOrder, OpenOrders } from './open-orders';
import { OrderChecks } from './order-checks';
import { idsOf, Outcomes } from './outcomes';
import type { CancelRequest, ExchangeOrder, Topics } from './topics';
import { idOf, type News, NewsReader, wire } from './venue-news';

export interface GatewayParts {
  readonly service: Service;
  readonly topics: Topics;
  /** Ours at the venues. */
  readonly credentials: Credentials;
  readonly timings: SessionTimings;
  readonly venues: readonly VenueName[];
  /** Of an exchange order. */
  readonly nextId: () => string;
  dial(venue: VenueName, path: string, handlers: Handlers): Promise<Connection>;
}

export interface OrderSession {
  readonly venue: VenueName;
  readonly state: SessionState;
  /** Why it is not connected; '' while it is. */
  readonly reason: string;
  /** Frames of the venue that could not be read. */
  readonly refused: number;
  /** Reports that had come before. */
  readonly repeated: number;
}

/**
 * Speaks to the venues, over a WebSocket each: sends exchange orders, takes execution reports and hands fills on. A report
 * continues the trace in which the venue wrote it. For a resting order that is the trace of whoever traded against it, perhaps
 * much later; a link to the order's own exchange_order_send then says where it came from.
 *
 * No open order is forgotten: after a break the venue sends again what was missed and is asked for the state of every order
 * that is open here, as it is when reports are missing for good, or it has not said for some seconds what it owes. An order
 * that it does not know, and every one of a venue that is gone, ends as cancelled, venue_unavailable.
 */
export class ExchangeGateway {
  readonly sent = new SpanRegistry();
  private readonly open = new OpenOrders();
  private readonly news: Topic<News> = new Channel('exchange.news');
  private readonly outcomes: Outcomes;
  private readonly links: ReadonlyMap<VenueName, OrderLink>;
  private readonly checks: OrderChecks;

  constructor(private readonly parts: GatewayParts) {
    const { service, topics, timings, venues } = parts;
    const { open, sent } = this;
    const outcomes = new Outcomes(service, topics, open, parts.nextId);
    const links = new Map(venues.map((venue) => [venue, this.linkTo(venue, timings)]));
    this.outcomes = outcomes;
    this.links = links;
    this.checks = new OrderChecks({ service, open, sent, links, news: this.news });
    service.receive(topics.exchangeOrders, (order) => this.send(order));
    service.receive(topics.cancelOrders, (request) => this.cancel(request));
    const askToCancel = (open: OpenOrder) => this.askToCancel(open);
    const reader = new NewsReader({ service, open, sent, links, outcomes, askToCancel });
    service.receive(this.news, (news) => reader.take(news), idOf);
    for (const link of this.links.values()) link.start();
  }

  /** How the order session at each venue is doing. */
  sessions(): OrderSession[] {
    return [...this.links].map(([venue, { state, reason, counts }]) => ({ venue, state, reason, ...counts }));
  }

  /** Its open orders at a venue. */
  openAt(venue: VenueName): OrderAt[] {
    return this.open.at(venue).map(({ order: { exchangeOrderId: orderId, lots }, cumLots }) => {
      return { orderId, cumLots, leavesLots: lots - cumLots };
    });
  }

  /** What is left of each client order at the venues. */
  rests(): Contribution[] {
    return this.open.rests();
  }

  /** By open exchange order, the client orders whose rest is in it. */
  owners(): Map<string, string[]> {
    return this.open.owners();
  }

  close(): void {
    this.checks.close();
    for (const link of this.links.values()) link.close();
    this.news.close();
  }

  private linkTo(venue: VenueName, timings: SessionTimings): OrderLink {
    const { service } = this.parts;
    const ageMs = (sentAt: string) => toMillis(service.clock.now()) - Number(sentAt) / 1e6;
    return new OrderLink({
      service,
      venue,
      credentials: this.parts.credentials,
      timings,
      dial: (handlers) => this.parts.dial(venue, '/orders', handlers),
      report: (report) => {
        const kind = report.type === 'execution_report' ? 'report' : 'cancel_reject';
        const news = { kind, report, ageMs: ageMs(report.sentAt) } as News;
        service.deliver(this.news, news, carrierOf(report));
      },
      state: (state) => service.deliver(this.news, { kind: 'state', state }, carrierOf(state)),
      back: () => this.checks.askAll(venue),
      missing: () => this.checks.askAllSoon(venue),
      lost: () => this.checks.giveUp(venue),
    });
  }

  private send(order: ExchangeOrder): Promise<void> {
    const { service, topics } = this.parts;
    const venue = venueOf(order.symbol);
    const attributes = { ...idsOf(order), ...termAttributes(order), 'exchange.venue': venue };
    return service.span(
      'exchange_order_send',
      { kind: SpanKind.CONSUMER, attributes: { ...processing(topics.exchangeOrders), ...attributes } },
      async (span) => {
        this.sent.remember(order.exchangeOrderId, spanRef(span));
        await service.work(1, 3);
        const up = await this.links.get(venue)?.ready();
        const { unwanted } = this.open.split(order, 0);
        if (!up || unwanted.length > 0) {
          await (up ? this.outcomes.split(order, 0) : this.outcomes.cancel(order, 'venue_unavailable', null));
          this.sent.forget(order.exchangeOrderId);
          return;
        }
        this.open.add(order, venue, toMillis(service.clock.now()));
        const { exchangeOrderId: orderId, symbol, side, type: orderType, worstPrice: price, lots } = order;
        const timeInForce = fixTimeInForceOf(order);
        const terms = { orderId, symbol, side, orderType, timeInForce, price, lots } as const;
        const selfTradeGroup = groupOf(order);
        await this.say(venue, attributes, { type: 'new_order', ...terms, selfTradeGroup, ...namesOf(order) });
      },
    );
  }

  /** Takes every exchange order back that has some of a client order. It may be too late, which the venue then says. */
  private cancel({ order: { orderId } }: CancelRequest): Promise<void> {
    const { service, topics } = this.parts;
    const affected = this.open.cancel(orderId);
    const attributes = { ...processing(topics.cancelOrders), 'exchange.open_orders': affected.length };
    return service.span('exchange_cancel_send', { kind: SpanKind.CONSUMER, attributes }, async () => {
      await Promise.all(affected.map((open) => this.takeBack(open)));
    });
  }

  private async takeBack(open: OpenOrder): Promise<void> {
    if (open.cancelling) return;
    open.cancelling = true;
    // If not, it is asked to when it is back.
    if (await this.links.get(open.venue)?.ready()) await this.askToCancel(open);
  }

  private async askToCancel(open: OpenOrder): Promise<void> {
    const { venue, order } = open;
    this.open.expect(open, toMillis(this.parts.service.clock.now()));
    const attributes = { ...idsOf(order), 'exchange.order_id': order.exchangeOrderId, 'exchange.venue': venue };
    await this.say(venue, attributes, { type: 'cancel_order', orderId: order.exchangeOrderId, ...namesOf(order) });
  }

  /** Sends a request in a span of its own. A stop waits for what it causes. */
  private async say(venue: VenueName, attributes: Attributes, terms: CommandTerms): Promise<void> {
    const link = this.links.get(venue);
    if (!link) throw new Error(`There is no link to ${venue}`);
    const { service } = this.parts;
    const settings = { kind: SpanKind.PRODUCER, attributes: { ...attributes, ...wire(link, 'send') } };
    await service.span('external_exchange_ws_send', settings, (span) => {
      // The venue is somebody else's: it gets the trace context, not our baggage.
      const { traceparent, tracestate } = inject(withoutIds(contexts.active()));
      const trace = { ...(traceparent ? { traceparent } : {}), ...(tracestate ? { tracestate } : {}) };
      const { requestId, answered } = link.request({ ...terms, ...trace });
      span.setAttribute('ws.sequence', requestId);
      void service.background(() => answered);
    });
  }
}

function carrierOf({
  traceparent,
  tracestate,
}: {
  traceparent?: string | undefined;
  tracestate?: string | undefined;
}): Carrier {
  return { ...(traceparent ? { traceparent } : {}), ...(tracestate ? { tracestate } : {}) };
}

/** The client orders in an exchange order, for the venue's spans. */
function namesOf({ contributions }: ExchangeOrder) {
  const orderIds = contributions.slice(0, MAX_ORDER_IDS).map(({ order }) => order.orderId);
  const left = contributions.length - orderIds.length;
  return { orderIds, ...(left > 0 ? { orderIdsLeftOut: left } : {}) };
}

/** The venue learns which orders are one client's, not whose. An order of several clients is in a group of its own. */
function groupOf({ contributions, exchangeOrderId }: ExchangeOrder): string {
  const [first] = contributions;
  const userId = first?.order.userId;
  if (!userId || contributions.some(({ order }) => order.userId !== userId)) return exchangeOrderId;
  return createHash('sha256').update(userId).digest('hex').slice(0, 16);
}
