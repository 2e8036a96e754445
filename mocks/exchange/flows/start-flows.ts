import { manyEntry } from '../services/many-entry';
import type { Ledger } from '../wallet/ledger';
import { Completions } from './completions';
import { startDistributedServices } from './distributed-order';
import type { FlowContext } from './flow';
import { createFlowTopics } from './flow-topics';
import { startLifecycleServices } from './order-lifecycle';
import { fundArbitrageur } from './simulated-clients';
import { startSignalServices } from './strategy-signal';

export interface FlowParts extends Omit<FlowContext, 'flowTopics' | 'submitOrders' | 'completions'> {
  readonly ledger: Ledger;
}

/** Starts the services that only flows need. Nothing runs until a flow is started. */
export function startFlows({ ledger, ...parts }: FlowParts): FlowContext {
  const { service, topics, nextId } = parts;
  const context: FlowContext = {
    ...parts,
    flowTopics: createFlowTopics(),
    submitOrders: manyEntry(service('client-gateway'), topics, nextId),
    completions: new Completions(service('arbitrage-engine'), topics),
  };
  fundArbitrageur(ledger);
  startLifecycleServices(context);
  startDistributedServices(context);
  startSignalServices(context);
  return context;
}
