import { type ReactNode, useId } from 'react';
import { ErrorState } from '@/components/ui/ErrorState';
import { Loading } from '@/components/ui/Loading';
import { formatCount } from '@/lib/base/units';
import { LIVE_ROWS } from './live-lists';

interface ListSectionProps<Item> {
  readonly title: string;
  /** What the rows are called: "orders". */
  readonly noun: string;
  readonly query: {
    readonly data: readonly Item[] | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  /** How many there are, when that is known. */
  readonly total?: number | undefined;
  /** Chooses what is listed. */
  readonly filter?: ReactNode;
  readonly note?: ReactNode;
  readonly empty: ReactNode;
  readonly className?: string;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** A heading over a list that scrolls by itself, with its loading, error and empty states. */
export function ListSection<Item>({
  title,
  noun,
  query,
  total,
  filter,
  note,
  empty,
  className,
  children,
}: ListSectionProps<Item>) {
  const titleId = useId();
  const { data: items, error } = query;
  return (
    <section
      aria-labelledby={titleId}
      className={`flex min-h-0 min-w-0 flex-col max-lg:max-h-[80dvh] ${className ?? ''}`}
    >
      <header className="flex h-10 shrink-0 items-center gap-3 px-4">
        <h2 id={titleId} className="text-base font-semibold">
          {title}
        </h2>
        {filter}
        {items && items.length >= LIVE_ROWS && (
          <p className="text-xs text-text-muted">
            the latest {LIVE_ROWS}
            {total !== undefined && ` of ${formatCount(total)}`}
          </p>
        )}
        <div className="ml-auto flex items-center gap-3 text-xs text-text-muted">{note}</div>
      </header>
      {items && error && (
        <p role="alert" className="px-4 pb-2 text-xs text-error">
          These {noun} are not the latest: {error.message}
        </p>
      )}
      {items === undefined && error && (
        <ErrorState error={error} title={`The latest ${noun} could not be loaded`} retry={() => void query.refetch()} />
      )}
      {items === undefined && !error && <Loading label={`Loading the latest ${noun}`} />}
      {items?.length === 0 && !error && empty}
      {items !== undefined && items.length > 0 && (
        <div className="relative min-h-0 flex-1 overflow-auto" role="group" aria-label={`List of ${noun}`} tabIndex={0}>
          {children(items)}
        </div>
      )}
    </section>
  );
}
