import { cx } from '@/components/ui/cx';
import type { Order } from '@/lib/api/order-contract';
import { isBeingCancelled } from './order-lists';

/** A circle that fills with the order; a dash when it was cancelled, dots while it is being, barred when it was rejected. */
const MARK: Readonly<
  Record<Order['state'] | 'cancelling', { label: string; className: string; path: string; fill?: string }>
> = {
  accepted: { label: 'Accepted', className: 'text-text-muted', path: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z' },
  partially_filled: {
    label: 'Part filled',
    className: 'text-accent',
    path: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
    fill: 'M6 1.5a4.5 4.5 0 0 1 0 9z',
  },
  filled: {
    label: 'Filled',
    className: 'text-ok',
    path: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
    fill: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
  },
  cancelling: { label: 'Cancelling', className: 'text-text-muted', path: 'M2 6h1.5M5.2 6h1.6M8.5 6H10' },
  cancelled: { label: 'Cancelled', className: 'text-text-muted', path: 'M2 6h8' },
  rejected: {
    label: 'Rejected',
    className: 'text-rejected',
    path: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM2.9 9.1l6.2-6.2',
  },
};

/** The state of an order: a shape and a word. */
export function OrderStateMark({ order }: { readonly order: Order }) {
  const { label, className, path, fill } = MARK[isBeingCancelled(order) ? 'cancelling' : order.state];
  return (
    <span className={cx('inline-flex items-center gap-1.5 align-middle whitespace-nowrap', className)}>
      <svg
        viewBox="0 0 12 12"
        className="size-3 shrink-0"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        aria-hidden="true"
      >
        <path d={path} />
        {fill !== undefined && <path d={fill} fill="currentColor" stroke="none" />}
      </svg>
      {label}
    </span>
  );
}
