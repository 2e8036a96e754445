import { HEAD, HEAD_NUMBER } from '@/components/exchange/list-classes';
import { OrderIdColumn } from '@/components/exchange/OrderIdLink';
import type { Order } from '@/lib/api/order-contract';
import { BlotterRow } from './BlotterRow';

interface BlotterTableProps {
  readonly orders: readonly Order[];
  /** When the page was opened: rows that came later draw attention. */
  readonly openedAtMs: number;
  /** The users whose orders may be cancelled here. */
  readonly ownIds: readonly string[];
  /** The order whose cancellation is being asked for. */
  readonly cancelling: string | null;
  readonly onCancel: (order: Order) => void;
}

/** Orders with what was asked for and what came of it. */
export function BlotterTable({ orders, openedAtMs, ownIds, cancelling, onCancel }: BlotterTableProps) {
  return (
    <div className="relative min-h-0 flex-1 overflow-auto" role="group" aria-label="List of orders" tabIndex={0}>
      <table className="w-full min-w-232 table-fixed border-separate border-spacing-0 text-sm">
        <Columns orders={orders} />
        <thead>
          <tr>
            <th className={HEAD}>State</th>
            <th className={HEAD}>Order</th>
            <th className={HEAD}>Client</th>
            <th className={HEAD}>Symbol</th>
            <th className={HEAD}>Type</th>
            <th className={HEAD_NUMBER}>Limit</th>
            <th className={HEAD_NUMBER}>Filled</th>
            <th className={HEAD_NUMBER}>Average</th>
            <th className={HEAD_NUMBER}>Age</th>
            <th className={HEAD}>
              <span className="sr-only">Trace and cancellation</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <BlotterRow
              key={order.orderId}
              order={order}
              openedAtMs={openedAtMs}
              own={ownIds.includes(order.userId)}
              cancelling={cancelling === order.orderId}
              onCancel={onCancel}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Widths of their own, so that no value that comes later moves a column. What is over is shared by all. */
function Columns({ orders }: Pick<BlotterTableProps, 'orders'>) {
  return (
    <colgroup>
      <col className="w-27" />
      <OrderIdColumn orders={orders} />
      <col className="w-17" />
      <col className="w-19" />
      <col className="w-24" />
      <col className="w-19 min-[132rem]:w-28" />
      <col className="w-29 min-[132rem]:w-44" />
      <col className="w-22 min-[132rem]:w-32" />
      <col className="w-12" />
      <col className="w-30" />
    </colgroup>
  );
}
