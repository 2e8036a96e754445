import type { Order } from './orders.ts';
import type { EngineEvent, ExecType, ExecutionReport, OrdStatus } from './types.ts';

/** Writes the execution reports of one book and numbers them and the trades. */
export class Reports {
  private execId = 0;
  private tradeId = 0;

  /** A report on an order as it is now, that is not a trade. */
  of(
    order: Order,
    execType: Exclude<ExecType, 'Trade'>,
    ordStatus: OrdStatus,
    reason: ExecutionReport['reason'] = '',
    origOrderId: string | null = null,
  ): ExecutionReport {
    return this.write(order, execType, ordStatus, reason, origOrderId, null, 0, 0);
  }

  /** The two reports on a trade that both orders have booked already. */
  ofTrade(maker: Order, taker: Order, lastPx: number, lastQty: number, events: EngineEvent[]): void {
    const tradeId = ++this.tradeId;
    events.push(this.write(maker, 'Trade', statusOf(maker), '', null, tradeId, lastPx, lastQty));
    events.push(this.write(taker, 'Trade', statusOf(taker), '', null, tradeId, lastPx, lastQty));
  }

  private write(
    order: Order,
    execType: ExecType,
    ordStatus: OrdStatus,
    reason: ExecutionReport['reason'],
    origOrderId: string | null,
    tradeId: number | null,
    lastPx: number,
    lastQty: number,
  ): ExecutionReport {
    const { orderId, owner, side, orderQty, cumQty, leavesQty, cumNotional } = order;
    const whole = Number(cumNotional);
    return {
      kind: 'report',
      execId: ++this.execId,
      execType,
      ordStatus,
      orderId,
      origOrderId,
      owner,
      side,
      orderQty,
      cumQty,
      leavesQty,
      cumNotional,
      avgPx: cumQty === 0 ? 0 : whole <= Number.MAX_SAFE_INTEGER ? whole / cumQty : largeAverage(cumNotional, cumQty),
      tradeId,
      lastPx,
      lastQty,
      reason,
    };
  }
}

/** Beyond 2^53 a notional is no exact double, and its quotient might not even be the price at which all was filled. */
function largeAverage(notional: bigint, quantity: number): number {
  const divisor = BigInt(quantity);
  return Number(notional / divisor) + Number(notional % divisor) / quantity;
}

/** The state of an order that was not cancelled and did not expire, from its quantities. */
export function statusOf({ cumQty, leavesQty }: Order): 'New' | 'PartiallyFilled' | 'Filled' {
  if (leavesQty === 0) return 'Filled';
  return cumQty === 0 ? 'New' : 'PartiallyFilled';
}
