import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import { toUnixNano } from '../clock';
import type { Command, EngineEvent, ExecutionReport } from '../engine/types';
import type { NewOrderRequest, OrderMessage, OrderRequest } from '../feed/protocol';
import { extractTrace, inject } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { priceOf, termAttributes } from '../services/attributes';
import type { FaultState } from './faults';
import type { Market } from './market';
import { MemberAccount } from './member-account';
import { ENTRY_MS, type VenueName } from './venues';

type Request = Exclude<OrderRequest, { type: 'logon' | 'heartbeat' }>;
type Change = Exclude<Request, NewOrderRequest | { type: 'order_status' }>;

interface MemberOrder {
  readonly account: string;
  readonly symbol: string;
  cumLots: number;
  leavesLots: number;
}

/** Orders whose state is remembered after they are done. */
const MAX_DONE = 10_000;

export interface DeskParts {
  readonly service: Service;
  readonly venue: VenueName;
  readonly markets: ReadonlyMap<string, Market>;
  readonly faults: FaultState;
  readonly nextExecId: () => string;
}

/**
 * One run of a venue's order side. An order takes its time to get in, several do at once, and they are matched in the order
 * in which they came. A desk that is closed drops what is still on its way: it died with it.
 */
export class OrderDesk {
  private readonly accounts = new Map<string, MemberAccount>();
  private readonly orders = new Map<string, MemberOrder>();
  private readonly done = new Set<string>();
  private closed = false;

  constructor(private readonly parts: DeskParts) {}

  close(): void {
    this.closed = true;
  }

  account(name: string): MemberAccount {
    let account = this.accounts.get(name);
    if (!account) this.accounts.set(name, (account = new MemberAccount()));
    return account;
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
        answer(this.stateOf(request.requestId, request.orderId));
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

  private get attributes() {
    return {
      'exchange.venue': this.parts.venue,
      'messaging.system': 'websocket',
      'messaging.operation.type': 'process',
    };
  }

  private async enter(account: string, request: NewOrderRequest): Promise<void> {
    const { orderId, symbol, side, orderType, price, lots } = request;
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
      'exchange.order_id': orderId,
    };
    await service.span('match_order', { kind: SpanKind.CONSUMER, attributes }, async (span) => {
      if (!this.orders.has(orderId)) this.orders.set(orderId, { account, symbol, cumLots: 0, leavesLots: lots });
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
    const known = this.orders.get(open);
    const market = known && markets.get(known.symbol);
    const attributes = { ...this.attributes, 'exchange.order_id': request.orderId };
    await service.span(name, { kind: SpanKind.CONSUMER, attributes }, async () => {
      if (!known || !market || known.account !== account) {
        this.rejectChange(account, request.orderId, open === request.orderId ? null : open, 'unknown_order');
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
          if (this.orders.has(orderId)) {
            this.rejectChange(account, orderId, open, 'duplicate_order_id');
            return;
          }
          this.orders.set(orderId, { ...known });
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
        this.rejectChange(this.orders.get(orderId)?.account ?? asker, orderId, origOrderId, reason);
        if (origOrderId !== null) this.orders.delete(orderId);
      } else this.report(symbol, event);
    }
  }

  private report(symbol: string, report: ExecutionReport): void {
    const { orderId, origOrderId } = report;
    const order = this.orders.get(orderId);
    if (!order) throw new Error(`The book reports on ${orderId}, which nobody has sent`);
    order.cumLots = report.cumQty;
    order.leavesLots = report.leavesQty;
    if (origOrderId !== null) this.finish(origOrderId);
    if (report.leavesQty === 0) this.finish(orderId);
    this.account(order.account).tell({
      type: 'execution_report',
      sentAt: toUnixNano(this.parts.service.clock.now()),
      execId: this.parts.nextExecId(),
      execType: report.execType,
      orderId,
      origOrderId,
      symbol,
      lastPrice: report.lastPx,
      lastLots: report.lastQty,
      cumLots: report.cumQty,
      leavesLots: report.leavesQty,
      reason: report.reason,
      ...traceOf(),
    });
  }

  private refuse(account: string, { orderId, symbol }: NewOrderRequest, reason: string): void {
    this.finish(orderId);
    this.account(account).tell({
      type: 'execution_report',
      sentAt: toUnixNano(this.parts.service.clock.now()),
      execId: this.parts.nextExecId(),
      execType: 'Rejected',
      orderId,
      origOrderId: null,
      symbol,
      lastPrice: 0,
      lastLots: 0,
      cumLots: 0,
      leavesLots: 0,
      reason,
      ...traceOf(),
    });
  }

  private rejectChange(account: string, orderId: string, origOrderId: string | null, reason: string): void {
    const sentAt = toUnixNano(this.parts.service.clock.now());
    this.account(account).tell({ type: 'cancel_reject', sentAt, orderId, origOrderId, reason, ...traceOf() });
  }

  private stateOf(requestId: number, orderId: string): OrderMessage {
    const order = this.orders.get(orderId);
    const { cumLots = 0, leavesLots = 0 } = order ?? {};
    return { type: 'order_state', requestId, orderId, known: order !== undefined, cumLots, leavesLots };
  }

  private finish(orderId: string): void {
    const order = this.orders.get(orderId);
    if (order) order.leavesLots = 0;
    this.done.add(orderId);
    if (this.done.size <= MAX_DONE) return;
    const oldest = this.done.keys().next();
    if (oldest.done) return;
    this.done.delete(oldest.value);
    this.orders.delete(oldest.value);
  }
}

/** The active span, for a message. Our own baggage, if any, stays here. */
function traceOf(): { traceparent?: string; tracestate?: string } {
  const { traceparent, tracestate } = inject(contexts.active());
  return { ...(traceparent ? { traceparent } : {}), ...(tracestate ? { tracestate } : {}) };
}
