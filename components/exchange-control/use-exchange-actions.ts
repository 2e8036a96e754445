import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { getExchangeState, setFault, setLoad, setSampling, startScenario, stopRun } from '@/lib/api/exchange';
import type { ExchangeState, StartScenario } from '@/lib/api/exchange-contract';
import { useResting } from './use-resting';

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
  /** Asks for a load where the slider comes to rest, not at each step of the way. Stopping everything before that drops it. */
  readonly slideLoad: (ordersPerSecond: number) => void;
  /** The load that the slider has not come to rest at; null when it rests. */
  readonly slidingLoad: number | null;
  /** What was asked for and has not shown in the state yet. */
  readonly pending: readonly ExchangeAction[];
  /** Why the last thing that failed did, until the next one is asked for. */
  readonly failure: Error | null;
}

const KEY = ['exchange-action'];
const REST_MS = 200;

/** Does things to the exchange, and asks for its state after each, whatever came of it. */
export function useExchangeActions(state: ExchangeState): ExchangeActions {
  const client = useQueryClient();
  const [failure, setFailure] = useState<Error | null>(null);
  const sliding = useResting<number>(REST_MS);
  // Requests may overtake one another: what stops everything goes after all that was asked for before it.
  const underWay = useRef(new Set<Promise<void>>());
  const { mutate } = useMutation({
    mutationKey: KEY,
    mutationFn: async (action: ExchangeAction) => {
      const work = action.kind === 'stop-everything' ? stopEverything([...underWay.current], latest) : perform(action);
      underWay.current.add(work);
      await work.finally(() => underWay.current.delete(work));
    },
    onMutate: () => setFailure(null),
    onError: setFailure,
    onSettled: () => client.invalidateQueries({ queryKey: ['exchange', 'state'] }),
  });
  const latest = () => getExchangeState().catch(() => state);
  // Of several at once, a mutation itself knows the last only.
  const pending = useMutationState({
    filters: { mutationKey: KEY, status: 'pending' },
    select: (mutation) => mutation.state.variables as ExchangeAction,
  });
  return {
    perform: (action) => {
      if (action.kind === 'load' || action.kind === 'stop-everything') sliding.drop();
      mutate(action);
    },
    slideLoad: (rate) => sliding.put(rate, (ordersPerSecond) => mutate({ kind: 'load', ordersPerSecond })),
    slidingLoad: sliding.value,
    pending,
    failure,
  };
}

/** The pending action of a kind that was asked for last. */
export function pendingOf<Kind extends ExchangeAction['kind']>({ pending }: ExchangeActions, kind: Kind) {
  return pending.findLast((action): action is Extract<ExchangeAction, { kind: Kind }> => action.kind === kind);
}

function perform(action: Exclude<ExchangeAction, { kind: 'stop-everything' }>): Promise<void> {
  switch (action.kind) {
    case 'start':
      return startScenario(action.scenario, action.changes);
    case 'stop':
      return stopRun();
    case 'fault':
      return setFault(action.fault, action.active);
    case 'load':
      return setLoad(action.ordersPerSecond);
    case 'sampling':
      return setSampling(action.ratio);
  }
}

/**
 * The run, the load and the faults, as they are once everything that is under way has been answered. Each is tried although
 * another fails; the first failure is told.
 */
async function stopEverything(underWay: readonly Promise<void>[], latest: () => Promise<ExchangeState>): Promise<void> {
  await Promise.allSettled(underWay);
  const { run, faults } = await latest();
  const settled = await Promise.allSettled([
    run?.ended === '' ? stopRun() : undefined,
    setLoad(0),
    ...faults.filter(({ active }) => active).map(({ name }) => setFault(name, false)),
  ]);
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
