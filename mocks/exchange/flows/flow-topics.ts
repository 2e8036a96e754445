import { Channel } from '../messaging/channel';
import type { Topic } from '../messaging/envelope';
import type { Verdict } from '../orders/types';
import type { NewOrder, SubmittedOrder } from '../services/many-entry';
import type { DirectOrder, Execution, Routed } from './direct-order';

/** The channels that only flows use. */
export interface FlowTopics {
  readonly receiveOrder: Topic<DirectOrder, Verdict>;
  readonly validateOrder: Topic<DirectOrder, Verdict>;
  readonly checkRisk: Topic<DirectOrder, Verdict>;
  readonly routeOrder: Topic<DirectOrder, Routed>;
  readonly executeOrder: Topic<Routed, Execution>;
  readonly confirmOrder: Topic<Execution, null>;
  readonly gatewayReceive: Topic<DirectOrder, Verdict<Execution>>;
  readonly riskCheck: Topic<DirectOrder, Verdict<Execution>>;
  readonly execute: Topic<DirectOrder, Execution>;
  readonly notify: Topic<Execution, null>;
  readonly signalOrders: Topic<readonly NewOrder[], SubmittedOrder[]>;
}

export function createFlowTopics(): FlowTopics {
  return {
    receiveOrder: new Channel('lifecycle.receive'),
    validateOrder: new Channel('lifecycle.validate'),
    checkRisk: new Channel('lifecycle.risk'),
    routeOrder: new Channel('lifecycle.route'),
    executeOrder: new Channel('lifecycle.execute'),
    confirmOrder: new Channel('lifecycle.confirm'),
    gatewayReceive: new Channel('distributed.gateway'),
    riskCheck: new Channel('distributed.risk'),
    execute: new Channel('distributed.execution'),
    notify: new Channel('distributed.notification'),
    signalOrders: new Channel('strategy.orders'),
  };
}
