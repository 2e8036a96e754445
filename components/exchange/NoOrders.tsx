import Link from 'next/link';
import { EmptyState } from '@/components/ui/EmptyState';

/** The list of orders is empty though traces are stored: after a restart the exchange knows none of its orders any more. */
export function NoOrders() {
  return (
    <EmptyState title="No orders yet">
      The mock exchange starts anew each time Fillpath starts: place an order with the ticket. Earlier orders are still
      in their traces; find them by their ids with{' '}
      <Link href="/search?q=order.id%3D*&range=7d" className="text-accent hover:underline">
        Search
      </Link>
      .
    </EmptyState>
  );
}
