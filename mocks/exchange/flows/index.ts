import { distributedOrder } from './distributed-order';
import type { Flow } from './flow';
import { orderLifecycle } from './order-lifecycle';

export type { Flow, FlowContext, StartedFlow } from './flow';

/** Every flow that can be started, in the order in which the page lists them. */
export const FLOWS: readonly Flow[] = [orderLifecycle, distributedOrder];
