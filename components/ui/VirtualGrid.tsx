'use client';

import { type ReactNode, useRef } from 'react';
import { cx } from './cx';
import { Icon } from './Icon';
import { useVirtualGrid } from './use-virtual-grid';
import { VirtualRow } from './VirtualRow';

export interface GridColumn<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** What the column holds, on hover. */
  readonly title?: string;
  /** A track of CSS grid, such as `minmax(8rem, 2fr)`. */
  readonly width: string;
  readonly align?: 'left' | 'right';
}

interface VirtualGridProps<Id extends string> {
  /** What the rows are: "Spans". */
  readonly label: string;
  readonly columns: readonly GridColumn<Id>[];
  readonly rowCount: number;
  /** Memoised, so that scrolling renders only the rows that come into view. */
  readonly renderCell: (row: number, column: Id) => ReactNode;
  readonly sorting?: { readonly sort: Id; readonly ascending: boolean };
  readonly onSort?: (column: Id) => void;
  /** A click on the row, or Enter. */
  readonly onOpen: (row: number) => void;
  /** Whether what the row stands for is open beside the table. */
  readonly isOpen?: (row: number) => boolean;
  /** Escape: closes what is open beside the table. */
  readonly onClose?: () => void;
  /** The least width of the whole, below which it scrolls sideways. */
  readonly minWidth?: string;
}

/** A table of any length, of which only the rows in view are in the page. Rows are one line high. */
export function VirtualGrid<Id extends string>(props: VirtualGridProps<Id>) {
  const { label, columns, rowCount, renderCell, sorting, onSort, onOpen, isOpen, onClose, minWidth = '100%' } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useVirtualGrid(scroller, rowCount, { onOpen, onClose });
  const template = columns.map(({ width }) => width).join(' ');
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      // Its rows are what the tab key reaches.
      tabIndex={-1}
      onScroll={grid.onScroll}
      className="min-h-0 flex-1 overflow-auto bg-surface-raised text-sm tabular-nums"
    >
      <div role="rowgroup" className="sticky top-0 z-10 border-b border-border bg-surface" style={{ minWidth }}>
        <div
          role="row"
          aria-rowindex={1}
          className="grid items-center px-2 text-xs text-text-muted"
          style={{ gridTemplateColumns: template }}
        >
          {columns.map((column) => (
            <HeaderCell key={column.id} column={column} sorting={sorting} onSort={onSort} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className="relative" style={{ height: grid.rows.totalPx, minWidth }}>
        {grid.rendered.map((row, i) => (
          <div
            key={grid.keys[i]}
            role="presentation"
            className="absolute inset-x-0"
            style={{ top: grid.rows.topOf(row), height: grid.rowHeight }}
          >
            <VirtualRow
              row={row}
              columns={columns}
              template={template}
              renderCell={renderCell}
              isOpen={isOpen?.(row)}
              inTabOrder={row === grid.tabRow}
              events={grid.events}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

interface HeaderCellProps<Id extends string> {
  readonly column: GridColumn<Id>;
  readonly sorting: { readonly sort: Id; readonly ascending: boolean } | undefined;
  readonly onSort: ((column: Id) => void) | undefined;
}

function HeaderCell<Id extends string>({ column, sorting, onSort }: HeaderCellProps<Id>) {
  const { id, label, title, align = 'left' } = column;
  const active = sorting?.sort === id;
  const arrow = (
    <Icon name={sorting?.ascending ? 'arrow-up' : 'arrow-down'} className={cx('size-3', !active && 'invisible')} />
  );
  return (
    <div
      role="columnheader"
      aria-sort={active ? (sorting.ascending ? 'ascending' : 'descending') : undefined}
      title={title}
      className={cx('min-w-0 px-2 py-1 font-medium', align === 'right' && 'text-right')}
    >
      {onSort === undefined ? (
        label
      ) : (
        <button
          type="button"
          onClick={() => onSort(id)}
          className={cx(
            'inline-flex max-w-full items-center gap-1 rounded-sm whitespace-nowrap hover:text-text',
            active && 'text-text',
          )}
        >
          {align === 'right' && arrow}
          {label}
          {align === 'left' && arrow}
        </button>
      )}
    </div>
  );
}
