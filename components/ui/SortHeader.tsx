import { cx } from './cx';
import { Icon } from './Icon';

interface SortHeaderProps<Sort extends string> {
  readonly sort: Sort;
  readonly label: string;
  /** What the column holds, on hover. */
  readonly title?: string;
  readonly current: { readonly sort: Sort; readonly ascending: boolean };
  readonly onSort: (sort: Sort) => void;
  readonly align?: 'left' | 'right';
  readonly className?: string;
}

/** The header of a column by which a table can be sorted: a button, and the direction as an arrow and for screen readers. */
export function SortHeader<Sort extends string>(props: SortHeaderProps<Sort>) {
  const { sort, label, title, current, onSort, align = 'right', className } = props;
  const active = current.sort === sort;
  return (
    <th
      scope="col"
      aria-sort={active ? (current.ascending ? 'ascending' : 'descending') : undefined}
      className={cx('px-1 py-1 font-medium', align === 'right' ? 'text-right' : 'text-left', className)}
    >
      <button
        type="button"
        title={title}
        onClick={() => onSort(sort)}
        className={cx(
          'inline-flex items-center gap-1 rounded-sm px-2 py-0.5 whitespace-nowrap hover:bg-surface-sunken hover:text-text',
          active && 'text-text',
        )}
      >
        {align === 'right' && <SortArrow active={active} ascending={current.ascending} />}
        {label}
        {align === 'left' && <SortArrow active={active} ascending={current.ascending} />}
      </button>
    </th>
  );
}

/** Keeps its room when it is not shown, so that columns do not move. */
function SortArrow({ active, ascending }: { readonly active: boolean; readonly ascending: boolean }) {
  return <Icon name={ascending ? 'arrow-up' : 'arrow-down'} className={cx('size-3', !active && 'invisible')} />;
}
