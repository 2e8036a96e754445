import type { TraceSummary } from '@/lib/api/contract';
import type { Order } from '@/lib/api/order-contract';

/** An order for tests; `at` is the second in which it was received and updated. */
export function orderOf(part: Partial<Order> & { readonly at?: number } = {}): Order {
  const { at = 1, ...rest } = part;
  const { state = 'accepted', quantity = '0.25', filledQuantity = '0' } = rest;
  const isOpen = state === 'accepted' || state === 'partially_filled';
  return {
    orderId: 'ORD-1',
    clientOrderId: 'WEB-1',
    userId: 'demo_user',
    symbol: 'BTCUSDT',
    side: 'buy',
    type: 'market',
    price: null,
    quantity: '0.25',
    timeInForce: rest.type === 'limit' ? 'gtc' : 'ioc',
    filledQuantity: '0',
    leavesQuantity: isOpen ? String(Number(quantity) - Number(filledQuantity)) : '0',
    averagePrice: null,
    state: 'accepted',
    reason: '',
    traceId: '0af7651916cd43dd8448eb211c80319c',
    receivedAtUnixNano: `${at}000000000`,
    updatedAtUnixNano: `${at}000000000`,
    ...rest,
  };
}

/** A trace's summary for tests; `at` is the second in which it starts. */
export function traceOf(part: Partial<TraceSummary> & { readonly at?: number } = {}): TraceSummary {
  const { at = 1, ...rest } = part;
  return {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    rootService: 'fillpath-browser',
    rootName: 'place_order',
    rootArrived: true,
    startTimeUnixNano: `${at}000000000`,
    durationNanos: 4_890_000,
    spanCount: 3,
    errorCount: 0,
    rejectedCount: 0,
    services: ['fillpath-browser'],
    keys: [],
    keyCount: 0,
    ...rest,
  };
}
