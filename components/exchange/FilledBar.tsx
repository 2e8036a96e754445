import type { Order } from '@/lib/api/order-contract';
import { filledShares } from './filled-shares';

interface FilledBarProps {
  readonly order: Order;
}

/**
 * `0.15 / 0.25` over a thin line that is filled as far; it ends where the order does. Of an open order of which a part was
 * cancelled it says what still waits.
 */
export function FilledBar({ order }: FilledBarProps) {
  const { filled, open, partlyCancelled } = filledShares(order);
  return (
    <span className="inline-block min-w-24 whitespace-normal tabular-nums">
      {order.filledQuantity} <span className="text-text-muted">/ {order.quantity}</span>
      <svg viewBox="0 0 100 2" preserveAspectRatio="none" className="block h-0.5 w-full" aria-hidden="true">
        <rect width={100 * (filled + open)} height="2" className="fill-border" />
        <rect width={100 * filled} height="2" className="fill-accent" />
      </svg>
      {partlyCancelled && <span className="block text-xs text-text-muted"> {order.leavesQuantity} still open</span>}
    </span>
  );
}
