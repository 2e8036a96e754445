import { contexts } from '@/lib/telemetry/service-provider';
import { BoundedSet } from '../bounded-set';
import { type Clock, toUnixNano } from '../clock';
import type { ExecutionReport } from '../engine/types';
import type { NewOrderRequest, OrderMessage } from '../feed/protocol';
import { inject } from '../messaging/envelope';
import { MemberAccount } from './member-account';

/** An open order as one side has it. */
export interface OrderAt {
  readonly orderId: string;
  readonly cumLots: number;
  readonly leavesLots: number;
}

interface MemberOrder {
  readonly account: string;
  readonly symbol: string;
  cumLots: number;
  leavesLots: number;
  notional: bigint;
  /** Of its last report. */
  reason: string;
}

/** Orders whose state is remembered after they are done. */
const MAX_DONE = 10_000;

/** Whose the orders at a venue are, how they stand, and what their members are told. */
export class MemberOrders {
  private readonly accounts = new Map<string, MemberAccount>();
  private readonly orders = new Map<string, MemberOrder>();
  private readonly done = new BoundedSet(MAX_DONE);

  constructor(
    private readonly clock: Clock,
    private readonly nextExecId: (isTrade: boolean) => string,
  ) {}

  account(name: string): MemberAccount {
    let account = this.accounts.get(name);
    if (!account) this.accounts.set(name, (account = new MemberAccount()));
    return account;
  }

  /** Before it is matched. @returns false for an id that is known already, whose order stays what it is. */
  add(orderId: string, account: string, symbol: string, lots: number): boolean {
    if (this.orders.has(orderId)) return false;
    this.orders.set(orderId, { account, symbol, cumLots: 0, leavesLots: lots, notional: 0n, reason: '' });
    return true;
  }

  find(orderId: string): Readonly<MemberOrder> | undefined {
    return this.orders.get(orderId);
  }

  /** Those of which something is left to trade, and those that are on their way in. */
  open(): OrderAt[] {
    return [...this.orders].flatMap(([orderId, { cumLots, leavesLots }]) =>
      leavesLots > 0 ? [{ orderId, cumLots, leavesLots }] : [],
    );
  }

  /** Of an order that never came to be. */
  forget(orderId: string): void {
    this.orders.delete(orderId);
  }

  report(symbol: string, report: ExecutionReport): void {
    const { orderId, origOrderId } = report;
    const order = this.orders.get(orderId);
    if (!order) throw new Error(`The book reports on ${orderId}, which nobody has sent`);
    order.cumLots = report.cumQty;
    order.leavesLots = report.leavesQty;
    order.reason = report.reason;
    if (report.execType === 'Trade') order.notional += BigInt(report.lastPx) * BigInt(report.lastQty);
    if (origOrderId !== null) {
      order.notional += this.orders.get(origOrderId)?.notional ?? 0n;
      this.finish(origOrderId);
    }
    if (report.leavesQty === 0) this.finish(orderId);
    this.account(order.account).tell({
      type: 'execution_report',
      sentAt: toUnixNano(this.clock.now()),
      execId: this.nextExecId(report.execType === 'Trade'),
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

  /** Rejects an order before it reaches the book; one that was added has to be ended, too. */
  refuse(account: string, { orderId, symbol }: NewOrderRequest, reason: string): void {
    this.account(account).tell({
      type: 'execution_report',
      sentAt: toUnixNano(this.clock.now()),
      execId: this.nextExecId(false),
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

  rejectChange(account: string, orderId: string, origOrderId: string | null, reason: string): void {
    const sentAt = toUnixNano(this.clock.now());
    this.account(account).tell({ type: 'cancel_reject', sentAt, orderId, origOrderId, reason, ...traceOf() });
  }

  stateOf(requestId: number, orderId: string): OrderMessage {
    const order = this.orders.get(orderId);
    const { cumLots = 0, leavesLots = 0, notional = 0n, reason = '' } = order ?? {};
    const state = { known: order !== undefined, cumLots, leavesLots, notional: String(notional), reason };
    return { type: 'order_state', requestId, orderId, ...state, ...traceOf() };
  }

  /** Nothing of it is left to trade. @param reason if it has another than its last report says. */
  finish(orderId: string, reason?: string): void {
    const order = this.orders.get(orderId);
    if (order) Object.assign(order, { leavesLots: 0, reason: reason ?? order.reason });
    const forgotten = this.done.add(orderId);
    if (forgotten !== undefined) this.orders.delete(forgotten);
  }
}

/** The active span, for a message. Our own baggage, if any, stays here. */
function traceOf(): { traceparent?: string; tracestate?: string } {
  const { traceparent, tracestate } = inject(contexts.active());
  return { ...(traceparent ? { traceparent } : {}), ...(tracestate ? { tracestate } : {}) };
}
