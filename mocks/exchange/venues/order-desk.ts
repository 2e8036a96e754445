import { type Attributes, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import type { Command, EngineEvent } from '../engine/types';
import type { NewOrderRequest, OrderMessage, OrderRequest } from '../feed/protocol';
import { extractTrace } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { priceOf, termAttributes } from '../services/attributes';
import type { FaultState } from './faults';
import type { Market } from './market';
import type { MemberAccount } from './member-account';
import { MemberOrders, type OrderAt } from './member-orders';
import { ENTRY_MS, type VenueName } from './venues';

type Request = Exclude<OrderRequest, { type: 'logon' | 'heartbeat' }>;
type Change = Exclude<Request, NewOrderRequest | { type: 'order_status' }>;

export interface DeskParts {
  readonly service: Service;
  readonly venue: VenueName;
  readonly markets: ReadonlyMap<string, Market>;
  readonly faults: FaultState;
  /** Of an execution report: that of a trade is the fill's. */
  readonly nextExecId: (isTrade: boolean) => string;
}

/**
 * One run of a venue's order side. An order takes its time to get in, several do at once, and they are matched in the order
 * in which they came. A desk that is closed drops what is still on its way: it died with it.
 */
export class OrderDesk {
  private readonly orders: MemberOrders;
  private closed = false;

  constructor(private readonly parts: DeskParts) {
    this.orders = new MemberOrders(parts.service.clock, parts.nextExecId);
  }

  close(): void {
    this.closed = true;
  }

  account(name: string): MemberAccount {
    return this.orders.account(name);
  }

  open(): OrderAt[] {
    return this.orders.open();
  }

  /** Deals with a member's request in the trace that it carries; `answer` gets its last word. */
  take(account: string, request: Request, answer: (message: OrderMessage) => void): void {
    const { service } = this.parts;
    const carrier = {
      ...(request.traceparent ? { traceparent: request.traceparent } : {}),
      ...(request.tracestate ? { tracestate: request.tracestate } : {}),
    };
    contexts.with(extractTrace(ROOT_CONTEXT, carrier), () => {
      if (request.type === 'order_status') {
        answer(this.orders.stateOf(request.requestId, request.orderId));
        return;
      }
      void service.background(async () => {
        await (request.type === 'new_order' ? this.enter(account, request) : this.change(account, request));
        if (!this.closed) answer({ type: 'response', requestId: request.requestId });
      });
    });
  }

  /** Lets the price of a market move by itself. Members' orders that are hit by it get a span of the venue's own. */
  wander(market: Market): void {
    const reports = market.wander();
    if (reports.length === 0) return;
    void this.parts.service.span(
      'market_maker_quote',
      { kind: SpanKind.INTERNAL, root: true, attributes: { ...this.attributes, 'order.symbol': market.symbol } },
      () => this.tell(market.symbol, reports),
    );
  }

  /** Ends the trading day: the day orders of members, which wait here, expire. @returns their ids. */
  endSession(): Promise<string[]> {
    const { service, markets } = this.parts;
    const settings = { kind: SpanKind.INTERNAL, root: true, attributes: this.attributes };
    return service.span('session_end', settings, (span) => {
      const expired = [...markets.values()].flatMap((market) => this.submit(market, { kind: 'endOfSession' }));
      span.setAttribute('session.expired_orders', expired.length);
      return expired.map(({ orderId }) => orderId);
    });
  }

  private get attributes() {
    return {
      'exchange.venue': this.parts.venue,
      'messaging.system': 'websocket',
      'messaging.operation.type': 'process',
    };
  }

  private async enter(account: string, request: NewOrderRequest): Promise<void> {
    const { orderId, symbol, side, orderType, price, lots, timeInForce } = request;
    const { service, faults, markets } = this.parts;
    const market = markets.get(symbol);
    const attributes = {
      ...this.attributes,
      ...(market
        ? termAttributes({
            symbol,
            side,
            type: orderType,
            price: orderType === 'limit' ? price : null,
            worstPrice: price,
            lots,
          })
        : { 'order.symbol': symbol }),
      'order.time_in_force': timeInForce,
      'exchange.order_id': orderId,
      ...memberOrdersOf(request),
    };
    await service.span('match_order', { kind: SpanKind.CONSUMER, attributes }, async (span) => {
      if (!this.orders.add(orderId, account, symbol, lots)) {
        this.orders.refuse(account, request, 'duplicate_order_id');
        return;
      }
      if (!market) {
        this.refuse(account, request, 'unknown_symbol');
        return;
      }
      await market.inTurn(
        () => this.entry(),
        () => {
          if (this.closed) {
            span.setStatus({ code: SpanStatusCode.ERROR, message: 'The venue died.' });
          } else if (faults.rejectShare > 0 && service.rng.next() < faults.rejectShare) {
            span.setStatus({ code: SpanStatusCode.ERROR, message: 'The venue is overloaded.' });
            this.refuse(account, request, 'venue_overloaded');
          } else this.match(span, account, request, market);
        },
      );
    });
  }

  private refuse(account: string, request: NewOrderRequest, reason: string): void {
    this.orders.finish(request.orderId, reason);
    this.orders.refuse(account, request, reason);
  }

  private match(span: Span, account: string, request: NewOrderRequest, market: Market): void {
    const { orderId, symbol, side, price, lots, timeInForce } = request;
    // Of different groups, so that they do trade with each other.
    const owner = `member:${account}:${request.selfTradeGroup}`;
    const events = this.submit(market, { kind: 'new', orderId, owner, side, price, quantity: lots, timeInForce });
    const own = events.filter((event) => event.kind === 'report').filter((event) => event.orderId === orderId);
    const last = own.at(-1);
    span.setAttributes({
      'match.trades': own.filter(({ execType }) => execType === 'Trade').length,
      'exec.status': last?.ordStatus ?? '',
      ...(last && last.cumQty > 0 ? { 'exec.average_price': priceOf(symbol, Math.round(last.avgPx)) } : {}),
    });
  }

  private async change(account: string, request: Change): Promise<void> {
    const { service, markets } = this.parts;
    const [name, open] =
      request.type === 'cancel_order' ? ['cancel_order', request.orderId] : ['replace_order', request.origOrderId];
    const known = this.orders.find(open);
    const market = known && markets.get(known.symbol);
    const ids = { 'exchange.order_id': request.orderId, ...memberOrdersOf(request) };
    const attributes = { ...this.attributes, ...ids };
    await service.span(name, { kind: SpanKind.CONSUMER, attributes }, async () => {
      if (!known || !market || known.account !== account) {
        this.orders.rejectChange(account, request.orderId, open === request.orderId ? null : open, 'unknown_order');
        return;
      }
      await market.inTurn(
        () => this.entry(),
        () => {
          if (this.closed) return;
          if (request.type === 'cancel_order') {
            this.submit(market, { kind: 'cancel', orderId: open });
            return;
          }
          const { orderId, price, lots: quantity } = request;
          if (this.orders.find(orderId)) {
            this.orders.rejectChange(account, orderId, open, 'duplicate_order_id');
            return;
          }
          this.orders.add(orderId, known.account, known.symbol, quantity);
          this.submit(market, { kind: 'replace', orderId, origOrderId: open, price, quantity }, account);
        },
      );
    });
  }

  /** How long it takes to get in. */
  private async entry(): Promise<void> {
    const { service, venue, faults } = this.parts;
    const { min, max } = ENTRY_MS[venue];
    await service.work(min + faults.latencyMs, max + faults.latencyMs);
  }

  private submit(market: Market, command: Command, account = ''): EngineEvent[] {
    const events = market.submit(command);
    this.tell(market.symbol, events, account);
    this.tell(market.symbol, market.refresh());
    return events;
  }

  /** @param asker whoever a cancel reject is for, when its order is not known. */
  private tell(symbol: string, events: readonly EngineEvent[], asker = ''): void {
    for (const event of events) {
      if (event.kind === 'cancel-reject') {
        const { orderId, origOrderId, reason } = event;
        this.orders.rejectChange(this.orders.find(orderId)?.account ?? asker, orderId, origOrderId, reason);
        if (origOrderId !== null) this.orders.forget(orderId);
      } else this.orders.report(symbol, event);
    }
  }
}

/** The member's orders in a request, as they are named on all spans: a value for one, a list for several. */
function memberOrdersOf({ orderIds = [], orderIdsLeftOut = 0 }: NewOrderRequest | Change): Attributes {
  const [first, ...others] = orderIds;
  if (first === undefined) return {};
  return {
    ...(others.length === 0 ? { 'order.id': first } : { 'order.ids': orderIds }),
    ...(orderIdsLeftOut > 0 ? { 'order.ids_left_out': orderIdsLeftOut } : {}),
  };
}
