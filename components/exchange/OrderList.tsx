import Link from 'next/link';
import { Icon } from '@/components/ui/Icon';
import type { Order } from '@/lib/api/contract';
import { Age } from './Age';
import { FilledBar } from './FilledBar';
import { HEAD, HEAD_NUMBER, rowClass } from './list-classes';
import { OrderStateMark } from './OrderStateMark';

interface OrderListProps {
  readonly orders: readonly Order[];
  /** When the page was opened: rows that came later draw attention. */
  readonly openedAtMs: number;
}

/** Orders, newest first. The id leads to everything that mentions it, the trace to how it came in. */
export function OrderList({ orders, openedAtMs }: OrderListProps) {
  return (
    <table className="w-full border-separate border-spacing-0 text-sm">
      <thead>
        <tr>
          <th className={HEAD}>State</th>
          <th className={HEAD}>Order</th>
          <th className={HEAD}>Client</th>
          <th className={HEAD}>Symbol</th>
          <th className={HEAD}>Side</th>
          <th className={HEAD_NUMBER}>Filled</th>
          <th className={HEAD_NUMBER}>Average price</th>
          <th className={HEAD_NUMBER}>Age</th>
          <th className={HEAD}>
            <span className="sr-only">Trace</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <OrderRow key={order.orderId} order={order} openedAtMs={openedAtMs} />
        ))}
      </tbody>
    </table>
  );
}

type OrderRowProps = Omit<OrderListProps, 'orders'> & { readonly order: Order };

function OrderRow({ order, openedAtMs }: OrderRowProps) {
  const { orderId, symbol, side, averagePrice, price } = order;
  return (
    <tr className={rowClass(order.receivedAtUnixNano, openedAtMs)}>
      <td title={order.reason === '' ? undefined : order.reason}>
        <span className="flex max-w-56 items-center gap-1.5">
          <OrderStateMark state={order.state} />
          {order.reason !== '' && <span className="truncate text-xs text-text-muted">{order.reason}</span>}
        </span>
      </td>
      <td>
        <Link href={`/search?q=${encodeURIComponent(orderId)}`} className="font-mono text-accent hover:underline">
          {orderId}
        </Link>
      </td>
      <td className="text-text-muted">{order.userId}</td>
      <td className="font-medium">{symbol}</td>
      <td>
        <span className="flex items-center gap-1">
          <Icon name={side === 'buy' ? 'arrow-up' : 'arrow-down'} className="size-3 text-text-muted" />
          {side === 'buy' ? 'Buy' : 'Sell'}
        </span>
      </td>
      <td className="text-right">
        <FilledBar filled={order.filledQuantity} quantity={order.quantity} />
      </td>
      <td className="text-right tabular-nums" title={price === null ? 'Market order' : `Limit ${price}`}>
        {averagePrice ?? <span className="text-text-muted">–</span>}
      </td>
      <td className="text-right text-text-muted">
        <Age unixNano={order.receivedAtUnixNano} />
      </td>
      <td className="text-right">
        <Link
          href={`/traces/${order.traceId}`}
          aria-label={`Trace of ${orderId}`}
          className="inline-flex items-center gap-1 align-middle text-accent hover:underline"
        >
          Trace
          <Icon name="arrow-right" className="size-3" />
        </Link>
      </td>
    </tr>
  );
}
