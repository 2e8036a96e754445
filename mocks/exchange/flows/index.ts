import { arbitrage } from './arbitrage';
import { batchedOrders } from './batched-orders';
import { clientOrder } from './client-order';
import { distributedOrder } from './distributed-order';
import { entryOrder } from './entry-order';
import type { Flow } from './flow';
import { marketSession } from './market-session';
import { orderLifecycle } from './order-lifecycle';
import { strategySignal } from './strategy-signal';

export type { NewOrder, SubmitOrders, SubmittedOrder } from '../services/many-entry';
export { drawBatch } from './batched-orders';
export type { Flow, FlowContext, StartedFlow } from './flow';

/** Every flow that can be started, in the order in which the page lists them. */
export const FLOWS: readonly Flow[] = [
  orderLifecycle,
  distributedOrder,
  batchedOrders,
  clientOrder,
  marketSession,
  arbitrage,
  strategySignal,
  entryOrder,
];
