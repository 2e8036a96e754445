import Link from 'next/link';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/Icon';
import { TraceLink } from '@/components/ui/TraceLink';
import type { Order } from '@/lib/api/order-contract';
import { Age } from './Age';
import { FilledBar } from './FilledBar';
import { HEAD, HEAD_NUMBER, rowClass } from './list-classes';
import { OrderStateMark } from './OrderStateMark';

const COLUMNS = 9;
/** A reason is a second line of the row, as wide as the table: it is a sentence with figures. */
const REASON_FOLLOWS = '[&>td]:border-b-0!';
const REASON = 'text-xs text-text-muted [&>td]:h-auto! [&>td]:whitespace-normal! [&>td]:pb-1.5';

interface OrderListProps {
  readonly orders: readonly Order[];
  /** When the page was opened: rows that came later draw attention. */
  readonly openedAtMs: number;
}

/** Orders, newest first. The id leads to everything that mentions it, the trace to how it came in. */
export function OrderList({ orders, openedAtMs }: OrderListProps) {
  return (
    <table className="w-full min-w-204 table-fixed border-separate border-spacing-0 text-sm">
      <Columns />
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

/** Widths of their own, so that no value that comes later moves a column. State and filled share the rest. */
function Columns() {
  return (
    <colgroup>
      <col />
      <col className="w-38" />
      <col className="w-14" />
      <col className="w-22" />
      <col className="w-15" />
      <col />
      <col className="w-25" />
      <col className="w-15" />
      <col className="w-19" />
    </colgroup>
  );
}

type OrderRowProps = Omit<OrderListProps, 'orders'> & { readonly order: Order };

function OrderRow({ order, openedAtMs }: OrderRowProps) {
  const { orderId, symbol, side, averagePrice, price } = order;
  return (
    <>
      <tr className={cx(rowClass(order.receivedAtUnixNano, openedAtMs), order.reason !== '' && REASON_FOLLOWS)}>
        <td>
          <OrderStateMark state={order.state} />
        </td>
        <td>
          <Link
            href={`/search?q=${encodeURIComponent(orderId)}`}
            title={`${orderId}: its traces from first to last`}
            className="block truncate font-mono text-accent hover:underline"
          >
            {orderId}
          </Link>
        </td>
        <td className="truncate text-text-muted">{order.userId}</td>
        <td className="font-medium">{symbol}</td>
        <td>
          <span className="flex items-center gap-1">
            <Icon name={side === 'buy' ? 'arrow-up' : 'arrow-down'} className="size-3 text-text-muted" />
            {side === 'buy' ? 'Buy' : 'Sell'}
          </span>
        </td>
        <td className="text-right">
          <FilledBar order={order} />
        </td>
        <td className="text-right tabular-nums" title={price === null ? 'Market order' : `Limit ${price}`}>
          {averagePrice ?? <span className="text-text-muted">–</span>}
        </td>
        <td className="text-right text-text-muted">
          <Age unixNano={order.receivedAtUnixNano} />
        </td>
        <td className="text-right">
          <TraceLink
            traceId={order.traceId}
            label={`Trace of ${orderId}`}
            className="inline-flex items-center gap-1 align-middle"
          >
            Trace
            <Icon name="arrow-right" className="size-3" />
          </TraceLink>
        </td>
      </tr>
      {order.reason !== '' && (
        <tr className={cx(rowClass(order.receivedAtUnixNano, openedAtMs), REASON)}>
          <td colSpan={COLUMNS}>{order.reason}</td>
        </tr>
      )}
    </>
  );
}
