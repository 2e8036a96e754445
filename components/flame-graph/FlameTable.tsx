'use client';

import { useCallback, useMemo } from 'react';
import { Duration } from '@/components/ui/Duration';
import { ServiceName } from '@/components/ui/ServiceName';
import { type GridColumn, VirtualGrid } from '@/components/ui/VirtualGrid';
import { formatShare } from '@/lib/base/share';
import { formatCount } from '@/lib/base/units';
import { frameLabel, framesBelow } from '@/lib/trace/flame';
import type { FlameState } from './use-flame';

type Column = 'frame' | 'count' | 'total' | 'self' | 'share' | 'errors';

const NUMBER = { width: '6.5rem', align: 'right' } as const;
const COLUMNS: readonly GridColumn<Column>[] = [
  { id: 'frame', label: 'Frame', width: 'minmax(16rem, 1fr)' },
  { id: 'count', label: 'Count', title: 'Spans', ...NUMBER },
  { id: 'total', label: 'Total', title: 'Durations added up', ...NUMBER },
  { id: 'self', label: 'Self', title: 'Times in which no child ran, added up', ...NUMBER },
  { id: 'share', label: 'Width', title: 'Self times of the frame and all below it, of those of the trace', ...NUMBER },
  { id: 'errors', label: 'Errors', title: 'Spans with status Error', ...NUMBER },
];
/** Deeper levels are not indented further: the name would be pushed out of sight. */
const MAX_INDENT = 24;

/** The same frames as the picture: the one that is zoomed into and all below it. */
export function FlameTable({ state }: { readonly state: FlameState }) {
  const { facts, flame, shape, focus, zoomTo } = state;
  const frames = useMemo(() => framesBelow(flame, focus), [flame, focus]);
  const top = focus === -1 ? 0 : (flame.depths[focus] as number);
  const renderCell = useCallback(
    (row: number, column: Column) => (
      <FrameCell {...{ facts, flame, shape, top, column }} frame={frames[row] as number} />
    ),
    [facts, flame, shape, top, frames],
  );
  return (
    <VirtualGrid
      label="Frames"
      columns={COLUMNS}
      minWidth="52rem"
      rowCount={frames.length}
      renderCell={renderCell}
      onOpen={(row) => zoomTo(frames[row] as number)}
    />
  );
}

interface FrameCellProps extends Pick<FlameState, 'facts' | 'flame' | 'shape'> {
  readonly frame: number;
  /** The depth of the topmost frame of the table. */
  readonly top: number;
  readonly column: Column;
}

function FrameCell({ facts, flame, shape, frame, top, column }: FrameCellProps) {
  switch (column) {
    case 'frame':
      return <FrameName {...frameLabel(facts, flame, frame, shape)} depth={(flame.depths[frame] as number) - top} />;
    case 'count':
      return formatCount(flame.counts[frame] as number);
    case 'total':
      return <Duration nanos={flame.totals[frame] as number} />;
    case 'self':
      return <Duration nanos={flame.selfs[frame] as number} />;
    case 'share':
      return formatShare(flame.weights[frame] as number, flame.totalWeight);
    case 'errors':
      return flame.errors[frame] === 0 ? '' : formatCount(flame.errors[frame] as number);
  }
}

interface FrameNameProps {
  readonly service: string;
  readonly name: string;
  readonly depth: number;
}

function FrameName({ service, name, depth }: FrameNameProps) {
  return (
    <span
      className="flex min-w-0 items-center gap-2"
      style={{ paddingLeft: `${Math.min(depth, MAX_INDENT) * 0.75}rem` }}
    >
      <span className="sr-only">{`Level ${depth + 1}. `}</span>
      {depth > MAX_INDENT && (
        <span className="text-xs text-text-muted" aria-hidden="true">
          {depth + 1}
        </span>
      )}
      <ServiceName name={service} className="shrink-0" />{' '}
      <span title={name} dir="auto" className="truncate">
        {name}
      </span>
    </span>
  );
}
