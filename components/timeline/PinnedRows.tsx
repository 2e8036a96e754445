'use client';

import { useMemo } from 'react';
import { useCanvas } from '@/components/canvas/use-canvas';
import { Icon } from '@/components/ui/Icon';
import { spanIdToBigInt } from '@/lib/base/ids';
import { formatCount, formatDuration } from '@/lib/base/units';
import { togglePin } from '@/lib/url/trace-rows';
import { drawRows } from './draw-rows';
import { reveal } from './folding';
import { emptyRows, Fold, type Rows, trimmed } from './layout-rows';
import { rowFacts } from './row-facts';
import { spanIdAt } from './run-command';
import type { Scene } from './scene';
import type { TimelineModel } from './timeline-model';
import type { TimelineState } from './use-timeline';

interface PinnedRowsProps {
  readonly timeline: TimelineState;
  readonly sceneOf: (height: number) => Scene;
  readonly namesWidth: number;
  readonly rowHeight: number;
}

/** The pinned spans, above all rows and on the same time axis. A click goes to the span where it is. */
export function PinnedRows(props: PinnedRowsProps) {
  return props.timeline.view.pins.length > 0 && <Pinned {...props} />;
}

function Pinned({ timeline, sceneOf, namesWidth, rowHeight }: PinnedRowsProps) {
  const { model, view, setView } = timeline;
  const { pins } = view;
  const rows = useMemo(() => pinnedRows(model, pins), [model, pins]);
  const { ref } = useCanvas((surface) =>
    drawRows(surface, { ...sceneOf(surface.height), rows, scrollTop: 0, hovered: -1 }),
  );
  const missing = pins.length - rows.count;
  return (
    <section aria-label="Pinned spans" className="max-h-1/2 shrink-0 overflow-y-auto border-b border-border-strong">
      <div className="relative" style={{ height: rows.count * rowHeight }}>
        <canvas ref={ref} className="absolute inset-0 h-full w-full" aria-hidden="true" />
        <ul>
          {Array.from(rows.targets, (span, row) => {
            const { service, name } = rowFacts(model, span, Fold.None);
            const unpin = () => setView({ pins: togglePin(pins, spanIdAt(model, span)) });
            return (
              <li key={span} className="absolute inset-x-0" style={{ top: row * rowHeight, height: rowHeight }}>
                <button
                  type="button"
                  className="absolute inset-0 overflow-hidden text-left -outline-offset-2"
                  onClick={() => {
                    setView(reveal(model, view, span));
                    timeline.select(span);
                  }}
                >
                  <span className="opacity-0">
                    {service} {name}, {formatDuration(model.trace.durations[span] ?? 0)}
                  </span>
                </button>
                <button
                  type="button"
                  aria-label={`Unpin ${name}`}
                  title="Unpin"
                  className="absolute inset-y-0 flex w-6 items-center justify-center rounded-sm bg-surface-raised text-text-muted hover:bg-surface-sunken hover:text-text"
                  style={{ left: namesWidth - 26 }}
                  onClick={unpin}
                >
                  <Icon name="close" className="size-3.5" />
                </button>
              </li>
            );
          })}
        </ul>
      </div>
      {missing > 0 && (
        <p className="flex items-center gap-2 px-2 py-0.5 text-xs text-text-muted">
          {missing === 1 ? '1 pinned span is' : `${formatCount(missing)} pinned spans are`} not in this{' '}
          {model.within === null ? 'trace' : 'sub-tree'}.
        </p>
      )}
    </section>
  );
}

/** The pinned spans that the trace has, in the order in which they were pinned. */
export function pinnedRows({ index }: TimelineModel, pins: readonly string[]): Rows {
  const spans = pins.map((id) => index.indexOf(spanIdToBigInt(id))).filter((span) => span !== -1);
  const rows = emptyRows(spans.length, 0);
  rows.targets.set(spans);
  return trimmed('tree', rows, spans.length, 0);
}
