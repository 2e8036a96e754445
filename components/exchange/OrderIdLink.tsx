import Link from 'next/link';
import type { Order } from '@/lib/api/order-contract';
import { searchHref } from '@/lib/url/search-view';

/** An id ends in its number, which is what tells it from its neighbours. */
const TAIL = 6;
/** Room for the ids of a million orders, so that the column does not move while they are counted up. */
const LEAST_CHARACTERS = 20;
const MOST_CHARACTERS = 32;

/** Leads to everything that mentions an order. An id that is too long for its column is cut in its middle. */
export function OrderIdLink({ orderId }: Pick<Order, 'orderId'>) {
  return (
    <Link
      href={searchHref({ q: orderId })}
      title={`${orderId}: its traces from first to last`}
      aria-label={orderId}
      className="block overflow-hidden font-mono text-xs text-accent hover:underline"
    >
      <span className="inline-block max-w-[calc(100%-6ch)] truncate align-bottom">{orderId.slice(0, -TAIL)}</span>
      {orderId.slice(-TAIL)}
    </Link>
  );
}

/** The column of such links, as wide as the longest id. */
export function OrderIdColumn({ orders }: { readonly orders: readonly Order[] }) {
  const longest = Math.max(LEAST_CHARACTERS, ...orders.map(({ orderId }) => orderId.length));
  return (
    <col className="font-mono text-xs" style={{ width: `calc(${Math.min(MOST_CHARACTERS, longest)}ch + 1rem)` }} />
  );
}
