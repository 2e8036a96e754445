import { instrumentOf } from '../market/instruments';
import { timeInForceOf } from './time-in-force';
import type { Causes, ClientOrder, OrderRef, OrderTerms } from './types';

const MIN_SLICES = 2;
const MAX_SLICES = 8;

/** The part of an exchange order that is one client's. */
export interface Contribution {
  readonly order: ClientOrder;
  readonly lots: number;
}

/** An order for the exchange, and whose it is: earlier clients first. */
export interface Slice extends OrderTerms {
  readonly contributions: readonly Contribution[];
}

/**
 * Turns a batch into exchange orders. Client orders that ask for the same (symbol, side, type, worst price and time in
 * force: nobody may trade beyond their own limit, nor wait longer than they want) are put end to end in order of arrival and the whole is cut into nearly equal slices, at
 * least two when there are two lots:
 *
 *     clients   A 5 | B 3
 *     slices    4 | 4          the first is A's 4, the second A's 1 and B's 3
 */
export function sliceBatch(orders: readonly ClientOrder[]): Slice[] {
  const groups = new Map<string, ClientOrder[]>();
  for (const order of orders) {
    const key = `${order.symbol} ${order.side} ${order.type} ${order.worstPrice} ${timeInForceOf(order)}`;
    const group = groups.get(key);
    if (group) group.push(order);
    else groups.set(key, [order]);
  }
  return [...groups.values()].flatMap(sliceGroup);
}

function sliceGroup(group: ClientOrder[]): Slice[] {
  const [first] = group;
  if (!first) return [];
  const { symbol, side, type, price, worstPrice } = first;
  const timeInForce = timeInForceOf(first);
  const total = group.reduce((sum, order) => sum + order.lots, 0);
  const wanted = Math.ceil(total / instrumentOf(symbol).sliceLots);
  const count = Math.min(total, MAX_SLICES, Math.max(MIN_SLICES, wanted));
  const rest = new Allocation(group.map((order) => ({ order, lots: order.lots })));
  return Array.from({ length: count }, (_, index) => {
    const lots = Math.floor(total / count) + (index < total % count ? 1 : 0);
    return { symbol, side, type, price, worstPrice, lots, timeInForce, contributions: rest.take(lots) };
  });
}

/** Contributions that are used up first come, first served. */
export class Allocation {
  private index = 0;
  private usedOfCurrent = 0;

  constructor(private readonly contributions: readonly Contribution[]) {}

  /** Lots that are not yet allocated. */
  get left(): number {
    const later = this.contributions.slice(this.index).reduce((sum, { lots }) => sum + lots, 0);
    return later - this.usedOfCurrent;
  }

  /** Allocates the next `lots`. @throws Error when fewer are left. */
  take(lots: number): Contribution[] {
    const taken: Contribution[] = [];
    let wanted = lots;
    while (wanted > 0) {
      const current = this.contributions[this.index];
      if (!current) throw new Error(`${lots} lots cannot be allocated: ${lots - wanted} were left`);
      const part = Math.min(wanted, current.lots - this.usedOfCurrent);
      if (part > 0) taken.push({ order: current.order, lots: part });
      wanted -= part;
      this.usedOfCurrent += part;
      if (this.usedOfCurrent < current.lots) continue;
      this.index++;
      this.usedOfCurrent = 0;
    }
    return taken;
  }
}

/** The ids of orders as span attributes: single values where there is one order, arrays where there are several. */
export function orderIdAttributes(orders: readonly (OrderRef & Causes)[]): Record<string, string | string[]> {
  const [first, second] = orders;
  if (!first) return {};
  if (!second) {
    return {
      'order.id': first.orderId,
      'client.order_id': first.clientOrderId,
      'user.id': first.userId,
      ...causeAttributes(orders),
    };
  }
  return {
    ...causeAttributes(orders),
    'order.ids': orders.map(({ orderId }) => orderId),
    'client.order_ids': orders.map(({ clientOrderId }) => clientOrderId),
    'user.ids': [...new Set(orders.map(({ userId }) => userId))],
  };
}

/** The ids of what made somebody send these orders, in the same way; nothing for orders without a cause. */
export function causeAttributes(orders: readonly Causes[]): Record<string, string | string[]> {
  const signals = new Set(orders.flatMap(({ signal }) => (signal ? [signal.id] : [])));
  const arbitrages = new Set(orders.flatMap(({ arbitrageId }) => (arbitrageId ? [arbitrageId] : [])));
  return { ...oneOrMany('signal.id', [...signals]), ...oneOrMany('arbitrage.id', [...arbitrages]) };
}

function oneOrMany(key: string, [first, ...others]: readonly string[]): Record<string, string | string[]> {
  if (first === undefined) return {};
  return others.length === 0 ? { [key]: first } : { [`${key}s`]: [first, ...others] };
}
