import { instrumentOf } from '../market/instruments';
import type { NewOrder, SubmittedOrder } from '../services/many-entry';
import { pick } from './direct-order';
import type { Flow, FlowContext, StartedFlow } from './flow';
import { SIMULATED_CLIENTS } from './simulated-clients';

/** So many client orders go into the batch when nothing else is said. */
const ORDERS = 8;
/** A limit so far beyond the reference price trades at once, wherever the market maker has got to. */
const MARKETABLE_STEPS = 40;

/**
 * `count` orders of one symbol, of several clients: market and limit orders in turn, buyers and sellers by chance. The limits
 * are such that they trade at once.
 */
export function drawBatch({ rng }: Pick<FlowContext, 'rng'>, symbol: string, count: number): NewOrder[] {
  const { referencePrice, quoting } = instrumentOf(symbol);
  return Array.from({ length: count }, (_, index): NewOrder => {
    const side = rng.int(2) === 0 ? 'buy' : 'sell';
    const limit = referencePrice + (side === 'buy' ? 1 : -1) * MARKETABLE_STEPS * quoting.stepTicks;
    const lots = 1 + rng.int(Math.max(1, Math.floor(quoting.minLots / 10)));
    const userId = pick(rng, SIMULATED_CLIENTS);
    return index % 2 === 0
      ? { userId, symbol, side, type: 'market', price: null, lots }
      : { userId, symbol, side, type: 'limit', price: limit, lots };
  });
}

/** The traces and ids of orders that were submitted. */
export function startedBy(orders: readonly SubmittedOrder[]): StartedFlow {
  return { traceIds: orders.map(({ traceId }) => traceId), orderIds: orders.map(({ orderId }) => orderId) };
}

export const batchedOrders: Flow = {
  name: 'batched-orders',
  title: 'Batched orders',
  description:
    'Eight orders of several clients become one batch, the batch several exchange orders, and their fills come back to the ' +
    'clients: client_order_received, order_manager_processing, order_batching, algorithm_processing, exchange_order_send, ' +
    'external_exchange_ws_send and _recv, exchange_fill_received, fill_matching, client_order_update, order_completed.',
  start: async (context) => {
    const symbol = pick(context.rng, ['BTCUSDT', 'ETHUSDT', 'SOLUSDT']);
    return startedBy(await context.submitOrders(drawBatch(context, symbol, ORDERS)));
  },
};
