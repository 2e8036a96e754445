import { FLOWS } from '../flows';
import { testExchange } from '../test-support';
import { createControl } from './control';

/** The whole exchange on a clock of its own, with its control; market data only if asked for. */
export async function startedControl({ seed = 1, marketData = false } = {}) {
  const exchange = await testExchange({ seed, market: marketData ? { updatesPerSecond: 10 } : {} });
  const control = createControl({
    pipeline: exchange,
    flows: FLOWS.map((flow) => ({ ...flow, start: () => flow.start(exchange.flows) })),
    spans: () => ({ ended: 0, exported: 0, failed: 0, withheld: 0 }),
    seed,
    onFault: (error) => exchange.faults.push(String(error)),
  });

  return { ...exchange, control };
}
