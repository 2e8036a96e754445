'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { listOrders } from '@/components/exchange/exchange-client';
import { followLive, type LiveState } from '@/components/exchange/live-stream';
import type { Order } from '@/lib/api/contract';
import { type BlotterLists, NO_ORDERS, withHeld, withOrders } from './blotter-lists';
import { demoUserIds } from './cancel-order';
import { useVisible } from './use-visible';

const LISTS_KEY = ['exchange', 'blotter'];
/** The open orders among so many of each client are known from the start. The most that the exchange gives. */
export const LISTED_ORDERS = 1000;
/** Under load orders change thousands of times a second: they are shown together, four times a second. */
const SHOW_EVERY_MS = 250;

/** The exchange's orders: asked for once, then kept up to date by the live stream while the tab is visible. */
export function useBlotter() {
  const client = useQueryClient();
  const visible = useVisible();
  const [state, setState] = useState<LiveState>({ kind: 'connecting' });
  // As on the home page: asked for once the stream listens, so that nothing falls between the answer and the first event.
  const [streamTried, setStreamTried] = useState(false);

  // What was told since the stream opened. Anything older may have changed unheard, and not every order is listed.
  const heard = useRef(NO_ORDERS);

  const addOrders = useCallback(
    (orders: readonly Order[]) => {
      heard.current = withOrders(heard.current, orders);
      client.setQueryData<BlotterLists>(LISTS_KEY, (lists) => withOrders(lists ?? NO_ORDERS, orders));
    },
    [client],
  );
  const hold = useCallback(
    (orders: readonly Order[]) => {
      client.setQueryData<BlotterLists>(LISTS_KEY, (lists) => lists && withHeld(lists, orders));
    },
    [client],
  );
  const lists = useQuery({
    queryKey: LISTS_KEY,
    queryFn: async ({ signal }) => {
      const listed = await listOrders(LISTED_ORDERS, signal);
      const held = client.getQueryData<BlotterLists>(LISTS_KEY)?.held ?? NO_ORDERS.held;
      const { open, latest } = heard.current;
      return withOrders(withOrders({ ...NO_ORDERS, held }, listed), [...open.values(), ...latest]);
    },
    enabled: streamTried,
    staleTime: 0,
    structuralSharing: false,
  });
  const ownIds = useQuery({
    queryKey: ['exchange', 'own-ids'],
    queryFn: demoUserIds,
    enabled: lists.isSuccess,
    staleTime: Number.POSITIVE_INFINITY,
  });

  useEffect(() => {
    if (!visible) return;
    let waiting: Order[] = [];
    const timer = setInterval(() => {
      if (waiting.length === 0) return;
      addOrders(waiting);
      waiting = [];
    }, SHOW_EVERY_MS);
    const stop = followLive('/api/live', {
      onState: (next) => {
        setState(next);
        if (next.kind === 'live') heard.current = NO_ORDERS;
        if (next.kind !== 'connecting') setStreamTried(true);
      },
      onOrder: (order) => waiting.push(order),
      onTrace: () => {},
      onSkipped: () => {},
      onGap: () => void client.invalidateQueries({ queryKey: LISTS_KEY }),
    });
    return () => {
      stop();
      clearInterval(timer);
      // Nobody tells what happens until the tab is visible again.
      setStreamTried(false);
      void client.invalidateQueries({ queryKey: LISTS_KEY, refetchType: 'none' });
    };
  }, [client, visible, addOrders]);

  return { state, lists, ownIds: ownIds.data ?? [], addOrders, hold };
}
