import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/Icon';
import { TraceLink } from '@/components/ui/TraceLink';
import type { Order } from '@/lib/api/order-contract';
import { Age } from './Age';
import { FilledBar } from './FilledBar';
import { HEAD, HEAD_NUMBER, newAfterMs, rowClass } from './list-classes';
import { OrderIdColumn, OrderIdLink } from './OrderIdLink';
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
  const newMs = newAfterMs(
    orders.map(({ receivedAtUnixNano }) => receivedAtUnixNano),
    openedAtMs,
  );
  return (
    <table className="w-full min-w-204 table-fixed border-separate border-spacing-0 text-sm">
      <Columns orders={orders} />
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
          <OrderRow key={order.orderId} order={order} openedAtMs={newMs} />
        ))}
      </tbody>
    </table>
  );
}

/** Widths of their own, so that no value that comes later moves a column. What is over is shared by all. */
function Columns({ orders }: Pick<OrderListProps, 'orders'>) {
  return (
    <colgroup>
      <col className="w-29" />
      <OrderIdColumn orders={orders} />
      <col className="w-18" />
      <col className="w-22" />
      <col className="w-15" />
      <col className="w-33" />
      <col className="w-26" />
      <col className="w-15" />
      <col className="w-25" />
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
          <OrderStateMark order={order} />
        </td>
        <td>
          <OrderIdLink orderId={orderId} />
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
