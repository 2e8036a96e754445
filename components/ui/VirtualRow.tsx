'use client';

import { type KeyboardEvent, memo, type ReactNode } from 'react';
import { cx } from './cx';
import type { GridColumn } from './VirtualGrid';

/** What rows tell their grid. The object stays the same, so that it makes no row render again. */
export interface RowEvents {
  readonly open: (row: number) => void;
  readonly focused: (row: number) => void;
  readonly keyPressed: (event: KeyboardEvent<HTMLElement>) => void;
}

interface VirtualRowProps<Id extends string> {
  readonly row: number;
  readonly columns: readonly GridColumn<Id>[];
  readonly template: string;
  readonly renderCell: (row: number, column: Id) => ReactNode;
  /** Undefined where rows do not open beside the table. */
  readonly isOpen: boolean | undefined;
  readonly inTabOrder: boolean;
  readonly events: RowEvents;
}

function Row<Id extends string>(props: VirtualRowProps<Id>) {
  const { row, columns, template, renderCell, isOpen, inTabOrder, events } = props;
  return (
    <div
      role="row"
      data-row={row}
      aria-rowindex={row + 2}
      aria-selected={isOpen}
      tabIndex={inTabOrder ? 0 : -1}
      onClick={() => events.open(row)}
      onKeyDown={events.keyPressed}
      onFocus={() => events.focused(row)}
      className="grid h-full cursor-pointer items-center border-b border-border/60 px-2 hover:bg-surface-sunken focus-visible:-outline-offset-2 aria-selected:bg-accent/12"
      style={{ gridTemplateColumns: template }}
    >
      {columns.map(({ id, align }) => (
        <div
          key={id}
          role="gridcell"
          className={cx('min-w-0 truncate px-2', align === 'right' && 'text-right whitespace-nowrap')}
        >
          {renderCell(row, id)}
        </div>
      ))}
    </div>
  );
}

/** A row of a `VirtualGrid`. Renders only when what it shows is another: scrolling moves what is around it. */
export const VirtualRow = memo(Row) as typeof Row;
