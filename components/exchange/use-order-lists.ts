'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { getOrders } from '@/lib/api/exchange';
import type { Order } from '@/lib/api/order-contract';
import { atMostEvery } from './at-most-every';
import { LIVE_ROWS } from './live-lists';
import { lacksOpenOrders, NO_ORDERS, type OrderLists, withAnswer, withHeld, withOrders } from './order-lists';

const LISTS_KEY = ['exchange', 'orders'];
/** Under load the stream leaves most orders out all the time: the lists are then as of the last second or two. */
export const REFRESH_MS = 1000;

/** The orders of all clients, asked for while `enabled`. What the stream tells is put in; what it leaves out is asked for. */
export function useOrderLists(enabled: boolean) {
  const client = useQueryClient();
  const lists = useQuery({
    queryKey: LISTS_KEY,
    queryFn: async ({ signal }) => {
      const known = () => client.getQueryData<OrderLists>(LISTS_KEY) ?? NO_ORDERS;
      const answer = await getOrders(LIVE_ROWS, [...known().held.keys()], signal);
      return withAnswer(known(), answer);
    },
    enabled,
    staleTime: 0,
    structuralSharing: false,
  });
  const [{ ask, stop }] = useState(() =>
    atMostEvery(REFRESH_MS, () => client.refetchQueries({ queryKey: LISTS_KEY }, { throwOnError: true })),
  );
  useEffect(() => stop, [stop]);

  const addOrders = useCallback(
    (orders: readonly Order[]) => {
      const now = client.setQueryData<OrderLists>(LISTS_KEY, (known) => withOrders(known ?? NO_ORDERS, orders));
      if (now && lacksOpenOrders(now)) ask();
    },
    [client, ask],
  );
  const hold = useCallback(
    (orders: readonly Order[]) => {
      client.setQueryData<OrderLists>(LISTS_KEY, (known) => known && withHeld(known, orders));
    },
    [client],
  );
  /** Nobody tells what happens from now on: what is known counts for little. */
  const forsake = useCallback(() => {
    stop();
    void client.invalidateQueries({ queryKey: LISTS_KEY, refetchType: 'none' });
  }, [client, stop]);

  return { lists, addOrders, hold, refresh: ask, forsake };
}
