import type { Rng } from '@/lib/base/rng';
import type { Service } from '../messaging/service';
import type { Topics } from '../services/topics';
import type { Ledger } from '../wallet/ledger';
import { startDistributedServices } from './distributed-order';
import type { FlowContext } from './flow';
import { createFlowTopics } from './flow-topics';
import { startLifecycleServices } from './order-lifecycle';
import { fundArbitrageur } from './simulated-clients';

export interface FlowParts {
  /** The same service for the same name. */
  readonly service: (name: string) => Service;
  readonly topics: Topics;
  readonly ledger: Ledger;
  readonly rng: Rng;
  readonly nextId: (prefix: string) => string;
}

/** Starts the services that only flows need. Nothing runs until a flow is started. */
export function startFlows({ ledger, ...parts }: FlowParts): FlowContext {
  const context: FlowContext = { ...parts, flowTopics: createFlowTopics() };
  fundArbitrageur(ledger);
  startLifecycleServices(context);
  startDistributedServices(context);
  return context;
}
