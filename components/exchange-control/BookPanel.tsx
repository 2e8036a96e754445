import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorState } from '@/components/ui/ErrorState';
import { Loading } from '@/components/ui/Loading';
import { Select } from '@/components/ui/Select';
import { exchangeBookQuery } from '@/lib/api/exchange';
import type { ExchangeState } from '@/lib/api/exchange-contract';
import { BookLadder } from './BookLadder';

export const BOOK_LEVELS = 10;

interface BookPanelProps {
  readonly symbols: ExchangeState['symbols'];
  /** '' for the first of `symbols`. */
  readonly symbol: string;
  readonly onSymbol: (symbol: string) => void;
  readonly className?: string;
}

/** The order book of one symbol, asked for twice a second while the page is visible. */
export function BookPanel({ symbols, symbol: chosen, onSymbol, className }: BookPanelProps) {
  const symbol = chosen === '' ? (symbols[0]?.symbol ?? '') : chosen;
  const { data: book, error, refetch } = useQuery(exchangeBookQuery(symbol, BOOK_LEVELS));
  const known = symbols.some((entry) => entry.symbol === symbol);
  const options = symbols.map((entry) => ({ value: entry.symbol, label: entry.symbol }));
  return (
    <section aria-label="Order book" className={`flex min-w-0 flex-col ${className ?? ''}`}>
      <header className="flex h-10 shrink-0 items-center gap-3 px-4">
        <h2 className="text-base font-semibold">Order book</h2>
        {symbol !== '' && (
          <Select
            aria-label="Symbol"
            options={known ? options : [{ value: symbol, label: symbol }, ...options]}
            value={symbol}
            onChange={(event) => onSymbol(event.target.value)}
            className="h-7!"
          />
        )}
        {book && <p className="ml-auto text-xs text-text-muted">at {book.venue}</p>}
      </header>
      {book && error && (
        <p role="alert" className="px-4 pb-1 text-xs text-error">
          This book is not the latest: {error.message}
        </p>
      )}
      {symbol === '' && <EmptyState title="This exchange trades nothing" />}
      {symbol !== '' && !book && !error && <Loading label={`Loading the book of ${symbol}`} />}
      {!book && error && (
        <ErrorState error={error} title={`The book of ${symbol} could not be loaded`} retry={() => void refetch()} />
      )}
      {book && <BookLadder book={book} />}
    </section>
  );
}
