'use client';

import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SearchResponse, TraceSummary } from '@/lib/api/contract';
import { apiUrl, getJson } from '@/lib/api/fetch';
import type { Order } from '@/lib/api/order-contract';
import { atMostEvery } from './at-most-every';
import { mergeTraces } from './live-lists';
import { followLive, type LiveState } from './live-stream';
import { fetchOrderEntries, isOrderEntry } from './order-entries';
import type { OrderLists } from './order-lists';
import { REFRESH_MS, useOrderLists } from './use-order-lists';

const TRACES_KEY = ['live', 'traces'];
const ENTRIES_KEY = ['live', 'entries'];
const FIRST_TRACES = 30;

export interface Live {
  readonly state: LiveState;
  readonly orders: UseQueryResult<OrderLists>;
  readonly traces: UseQueryResult<TraceSummary[]>;
  /** The traces that orders came in with: a few of all that follow, which would push them out of `traces`. */
  readonly entries: UseQueryResult<TraceSummary[]>;
  /** Traces that came in faster than they are announced, since the page was opened. */
  readonly skippedTraces: number;
  readonly nothingStored: boolean;
  readonly addOrder: (order: Order) => void;
}

/** The latest orders and traces: asked for once, then kept up to date by the live stream. */
export function useLive(): Live {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>({ kind: 'connecting' });
  const [skippedTraces, setSkippedTraces] = useState(0);

  // Asked for once the stream listens (or cannot), so nothing falls between the answer and the first event; the stream may
  // bring news while the answer is on its way, so that is merged in.
  const [streamTried, setStreamTried] = useState(false);
  const traces = useQuery({
    queryKey: TRACES_KEY,
    queryFn: async ({ signal }) => {
      const url = apiUrl('/api/search', { limit: FIRST_TRACES, sort: 'newest' });
      const found = await getJson<SearchResponse>(url, signal);
      return mergeTraces(client.getQueryData<TraceSummary[]>(TRACES_KEY) ?? [], found.traces);
    },
    enabled: streamTried,
    staleTime: 0,
  });
  const entries = useQuery({
    queryKey: ENTRIES_KEY,
    queryFn: async ({ signal }) => {
      const found = await fetchOrderEntries(signal);
      return mergeTraces(client.getQueryData<TraceSummary[]>(ENTRIES_KEY) ?? [], found);
    },
    enabled: streamTried,
    staleTime: 0,
  });
  const { lists: orders, addOrders, refresh } = useOrderLists(streamTried);
  const [{ ask: refreshEntries, stop }] = useState(() =>
    atMostEvery(REFRESH_MS, () => client.refetchQueries({ queryKey: ENTRIES_KEY }, { throwOnError: true })),
  );
  useEffect(() => stop, [stop]);
  const [addOrder] = useState(() => (order: Order) => addOrders([order]));

  useEffect(
    () =>
      followLive('/api/live', {
        onState: (next) => {
          setState(next);
          if (next.kind !== 'connecting') setStreamTried(true);
        },
        onOrder: addOrder,
        onTrace: (trace) => {
          client.setQueryData<TraceSummary[]>(TRACES_KEY, (known) => mergeTraces(known ?? [], [trace]));
          if (!isOrderEntry(trace)) return;
          client.setQueryData<TraceSummary[]>(ENTRIES_KEY, (known) => mergeTraces(known ?? [], [trace]));
        },
        onSkipped: ({ traces, orders }) => {
          setSkippedTraces((before) => before + traces);
          if (traces > 0) refreshEntries();
          if (orders > 0) refresh();
        },
        onGap: () => {
          void client.invalidateQueries({ queryKey: ['live'] });
          refresh();
        },
      }),
    [client, addOrder, refresh, refreshEntries],
  );

  const nothingStored = traces.data?.length === 0 && (orders.data?.latest.length ?? 0) === 0;
  return { state, orders, traces, entries, skippedTraces, nothingStored, addOrder };
}
