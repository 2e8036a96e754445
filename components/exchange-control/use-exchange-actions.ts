import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
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

export interface ExchangeActions {
  readonly perform: (action: ExchangeAction) => void;
  /** What was asked for and has not shown in the state yet. */
  readonly pending: readonly ExchangeAction[];
  /** Why the last thing that failed did, until the next one is asked for. */
  readonly failure: Error | null;
}

const KEY = ['exchange-action'];

/** Does things to the exchange, and asks for its state after each, whatever came of it. */
export function useExchangeActions(state: ExchangeState): ExchangeActions {
  const client = useQueryClient();
  const [failure, setFailure] = useState<Error | null>(null);
  const { mutate } = useMutation({
    mutationKey: KEY,
    mutationFn: (action: ExchangeAction) => perform(action, state),
    onMutate: () => setFailure(null),
    onError: setFailure,
    onSettled: () => client.invalidateQueries({ queryKey: ['exchange', 'state'] }),
  });
  // Of several at once, a mutation itself knows the last only.
  const pending = useMutationState({
    filters: { mutationKey: KEY, status: 'pending' },
    select: (mutation) => mutation.state.variables as ExchangeAction,
  });
  return { perform: mutate, pending, failure };
}

/** The pending action of a kind that was asked for last. */
export function pendingOf<Kind extends ExchangeAction['kind']>({ pending }: ExchangeActions, kind: Kind) {
  return pending.findLast((action): action is Extract<ExchangeAction, { kind: Kind }> => action.kind === kind);
}

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
