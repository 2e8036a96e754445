import { EmptyState } from '@/components/ui/EmptyState';
import type { ExchangeBook } from '@/lib/api/exchange-contract';
import { type BookRow, layoutBook } from './layout-book';

/** Both sides of a book, best prices first, over bars of the quantity that lies at each price and better ones. */
export function BookLadder({ book }: { readonly book: ExchangeBook }) {
  const { bids, asks, spread } = layoutBook(book);
  if (bids.length === 0 && asks.length === 0) {
    return <EmptyState title={`Nobody bids or offers ${book.symbol}`}>The next order rests here by itself.</EmptyState>;
  }
  return (
    <div className="flex flex-col px-4 pb-3 text-sm">
      <dl className="flex flex-wrap gap-x-5 pb-2">
        <Fact term="Last">{book.last ? `${book.last.price} × ${book.last.quantity}` : 'no trade yet'}</Fact>
        <Fact term="Spread">
          {spread ? `${spread.text} (${spread.basisPoints.toFixed(2)} bp)` : 'one side is empty'}
        </Fact>
      </dl>
      <div className="grid grid-cols-2 gap-2">
        <Side title="Bids" rows={bids} side="bid" />
        <Side title="Asks" rows={asks} side="ask" />
      </div>
    </div>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: string }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-text-muted">{term}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

interface SideProps {
  readonly title: string;
  readonly rows: readonly BookRow[];
  readonly side: 'bid' | 'ask';
}

/** Mirrored, so that the best prices meet in the middle. */
function Side({ title, rows, side }: SideProps) {
  const cells = [
    <th key="quantity" scope="col" className={`px-1 pb-1 font-medium ${side === 'bid' ? 'text-left' : 'text-right'}`}>
      Quantity
    </th>,
    <th key="price" scope="col" className={`px-1 pb-1 font-medium ${side === 'bid' ? 'text-right' : 'text-left'}`}>
      {side === 'bid' ? 'Bid' : 'Ask'}
    </th>,
  ];
  return (
    <table aria-label={title} className="w-full table-fixed self-start border-separate border-spacing-0">
      <thead>
        <tr className="text-xs text-text-muted">{side === 'bid' ? cells : cells.toReversed()}</tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Level key={row.price} row={row} side={side} />
        ))}
        {rows.length === 0 && (
          <tr>
            <td colSpan={2} className="py-2 text-center text-text-muted">
              none
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Level({ row, side }: { readonly row: BookRow; readonly side: SideProps['side'] }) {
  const bid = side === 'bid';
  const quantity = (
    <td key="quantity" className={`h-5.5 truncate px-1 ${bid ? 'text-left' : 'text-right'}`}>
      <span className="relative">{row.quantity}</span>
    </td>
  );
  const price = (
    <td
      key="price"
      className={`h-5.5 truncate px-1 font-medium ${bid ? 'text-right text-ok' : 'text-left text-error'}`}
    >
      <DepthBar depth={row.depth} side={side} />
      <span className="relative">{row.price}</span>
    </td>
  );
  return (
    <tr title={row.orders === 1 ? '1 order' : `${row.orders} orders`} className="relative">
      {bid ? [quantity, price] : [price, quantity]}
    </tr>
  );
}

/** As wide as the row, behind its numbers; it grows from the middle of the book outwards. */
function DepthBar({ depth, side }: { readonly depth: number; readonly side: SideProps['side'] }) {
  return (
    <svg
      viewBox="0 0 100 1"
      preserveAspectRatio="none"
      className="pointer-events-none absolute inset-0 h-full w-full py-px"
      aria-hidden="true"
    >
      <rect
        x={side === 'bid' ? 100 - 100 * depth : 0}
        width={100 * depth}
        height="1"
        className={side === 'bid' ? 'fill-ok/12' : 'fill-error/12'}
      />
    </svg>
  );
}
