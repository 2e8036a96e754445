'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { followLive, type LiveState } from '@/components/exchange/live-stream';
import { useOrderLists } from '@/components/exchange/use-order-lists';
import type { Order } from '@/lib/api/order-contract';
import { demoUserIds } from './cancel-order';
import { useVisible } from './use-visible';

/** Under load orders change thousands of times a second: they are shown together, four times a second. */
const SHOW_EVERY_MS = 250;

/** The exchange's orders: asked for once, then kept up to date by the live stream while the tab is visible. */
export function useBlotter() {
  const visible = useVisible();
  const [state, setState] = useState<LiveState>({ kind: 'connecting' });
  // As on the home page: asked for once the stream listens, so that nothing falls between the answer and the first event.
  const [streamTried, setStreamTried] = useState(false);
  const { lists, addOrders, hold, refresh, forsake } = useOrderLists(streamTried);
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
        if (next.kind !== 'connecting') setStreamTried(true);
      },
      onOrder: (order) => waiting.push(order),
      onTrace: () => {},
      onSkipped: ({ orders }) => {
        if (orders > 0) refresh();
      },
      onGap: refresh,
    });
    return () => {
      stop();
      clearInterval(timer);
      setStreamTried(false);
      forsake();
    };
  }, [visible, addOrders, refresh, forsake]);

  return { state, lists, ownIds: ownIds.data ?? [], hold, refresh };
}
