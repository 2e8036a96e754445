import { useMutation, useQueryClient } from '@tanstack/react-query';
import { setFault, setLoad, setSampling, startScenario, stopRun } from '@/lib/api/exchange';
import type { ExchangeState, StartScenario } from '@/lib/api/exchange-contract';

/** What the page can do to the exchange, but for starting flows. */
export type ExchangeAction =
  | { readonly kind: 'start'; readonly scenario: string; readonly changes: StartScenario }
  | { readonly kind: 'stop' }
  | { readonly kind: 'stop-everything' }
  | { readonly kind: 'fault'; readonly fault: string; readonly active: boolean }
  | { readonly kind: 'load'; readonly ordersPerSecond: number }
  | { readonly kind: 'sampling'; readonly ratio: number };

/** Does one thing to the exchange, then asks for its state, whatever came of it. */
export function useExchangeActions(state: ExchangeState) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: ExchangeAction) => perform(action, state),
    onSettled: () => client.invalidateQueries({ queryKey: ['exchange', 'state'] }),
  });
}

export type ExchangeActions = ReturnType<typeof useExchangeActions>;

function perform(action: ExchangeAction, state: ExchangeState): Promise<void> {
  switch (action.kind) {
    case 'start':
      return startScenario(action.scenario, action.changes);
    case 'stop':
      return stopRun();
    case 'stop-everything':
      return stopEverything(state);
    case 'fault':
      return setFault(action.fault, action.active);
    case 'load':
      return setLoad(action.ordersPerSecond);
    case 'sampling':
      return setSampling(action.ratio);
  }
}

/** The run, the load and the faults. Each is tried although another fails; the first failure is told. */
async function stopEverything({ run, faults }: ExchangeState): Promise<void> {
  const settled = await Promise.allSettled([
    run?.ended === '' ? stopRun() : undefined,
    setLoad(0),
    ...faults.filter(({ active }) => active).map(({ name }) => setFault(name, false)),
  ]);
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
