import { Age } from '@/components/exchange/Age';
import { FilledBar } from '@/components/exchange/FilledBar';
import { rowClass } from '@/components/exchange/list-classes';
import { OrderIdLink } from '@/components/exchange/OrderIdLink';
import { OrderStateMark } from '@/components/exchange/OrderStateMark';
import { isOpen } from '@/components/exchange/order-lists';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/Icon';
import { TraceLink } from '@/components/ui/TraceLink';
import type { Order } from '@/lib/api/order-contract';
import { CancelButton } from './CancelButton';

/** A reason is a second line of the row, as wide as the table: it is a sentence with figures. */
const REASON_FOLLOWS = '[&>td]:border-b-0!';
const REASON = 'text-xs text-text-muted [&>td]:h-auto! [&>td]:whitespace-normal! [&>td]:pb-1.5';
const COLUMNS = 10;

interface BlotterRowProps {
  readonly order: Order;
  readonly openedAtMs: number;
  /** Whether it may be cancelled here. */
  readonly own: boolean;
  readonly cancelling: boolean;
  readonly onCancel: (order: Order) => void;
}

/** One order. The id leads to everything that mentions it, the trace to how it came in. */
export function BlotterRow({ order, openedAtMs, own, cancelling, onCancel }: BlotterRowProps) {
  const { orderId, symbol, side, type, price, averagePrice, reason, receivedAtUnixNano } = order;
  const row = rowClass(receivedAtUnixNano, openedAtMs);
  return (
    <>
      <tr className={cx(row, reason !== '' && REASON_FOLLOWS)}>
        <td>
          <OrderStateMark order={order} />
        </td>
        <td>
          <OrderIdLink orderId={orderId} />
        </td>
        <td className="truncate text-text-muted" title={order.userId}>
          {order.userId}
        </td>
        <td className="font-medium">{symbol}</td>
        <td>
          <span className="flex items-center gap-1">
            <Icon name={side === 'buy' ? 'arrow-up' : 'arrow-down'} className="size-3 text-text-muted" />
            {side === 'buy' ? 'Buy' : 'Sell'} {type}
          </span>
        </td>
        <Price value={price} />
        <td className="text-right">
          <FilledBar order={order} />
        </td>
        <Price value={averagePrice} />
        <td className="text-right text-text-muted">
          <Age unixNano={receivedAtUnixNano} />
        </td>
        <td>
          <span className="flex items-center justify-end gap-2">
            {own && isOpen(order) && (
              <CancelButton orderId={orderId} cancelling={cancelling} onCancel={() => onCancel(order)} />
            )}
            <TraceLink traceId={order.traceId} label={`Trace of ${orderId}`}>
              Trace
            </TraceLink>
          </span>
        </td>
      </tr>
      {reason !== '' && (
        <tr className={cx(row, REASON)}>
          <td colSpan={COLUMNS}>{reason}</td>
        </tr>
      )}
    </>
  );
}

function Price({ value }: { readonly value: string | null }) {
  return <td className="text-right tabular-nums">{value ?? <span className="text-text-muted">–</span>}</td>;
}
