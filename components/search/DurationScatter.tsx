'use client';

import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { useCanvas } from '@/components/canvas/use-canvas';
import { useSize } from '@/components/canvas/use-size';
import { useTokens } from '@/components/canvas/use-tokens';
import type { TraceSummary } from '@/lib/api/contract';
import { drawScatter, readScatterTheme } from './draw-scatter';
import { byTime, layoutScatter, markAt } from './layout-scatter';
import { ScatterTooltip, traceSentence } from './ScatterTooltip';
import { scatterPoint } from './scatter-points';

interface DurationScatterProps {
  readonly traces: readonly TraceSummary[];
  readonly onOpen: (traceId: string, newTab: boolean) => void;
}

/** How far from a point the pointer still means it, in CSS pixels. */
const REACH_PX = 14;

/**
 * Each trace by its start and its duration. The pointer and the arrow keys choose a point; a click or Enter opens its
 * trace. It shows what the list below shows, so the list serves whoever cannot see it.
 */
export function DurationScatter({ traces, onOpen }: DurationScatterProps) {
  const theme = useTokens(readScatterTheme);
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const points = useMemo(() => traces.map(scatterPoint), [traces]);
  const layout = useMemo(
    () => layoutScatter(points, width, height, theme?.fontPx ?? 11),
    [points, width, height, theme?.fontPx],
  );
  const order = useMemo(() => byTime(points), [points]);
  const [pointedId, setPointedId] = useState<string | null>(null);
  const found = traces.findIndex((trace) => trace.traceId === pointedId);
  const pointed = found === -1 ? null : found;
  const trace = pointed === null ? undefined : traces[pointed];
  const mark = pointed === null ? undefined : layout.marks[pointed];
  const { ref } = useCanvas((surface) => theme && drawScatter(surface, layout, theme, pointed));

  const point = (index: number | null | undefined) => setPointedId(traces[index ?? -1]?.traceId ?? null);
  const indexUnder = (event: PointerEvent<HTMLElement>) => {
    const edge = event.currentTarget.getBoundingClientRect();
    return markAt(layout.marks, event.clientX - edge.left, event.clientY - edge.top, REACH_PX);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const place = pointed === null ? -1 : order.indexOf(pointed);
    const last = order.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: Math.min(last, place + 1),
      ArrowLeft: place === -1 ? last : Math.max(0, place - 1),
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) point(order[target]);
    else if (event.key === 'Enter' && trace) onOpen(trace.traceId, event.ctrlKey || event.metaKey);
    else if (event.key === 'Escape' && trace) point(null);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label="Traces by start and duration: arrow keys move through time, Enter opens the trace"
      aria-valuemin={1}
      aria-valuemax={Math.max(1, traces.length)}
      aria-valuenow={pointed === null ? 1 : order.indexOf(pointed) + 1}
      aria-valuetext={trace ? traceSentence(trace) : 'No trace chosen'}
      className={trace ? 'relative h-44 cursor-pointer' : 'relative h-44'}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => point(indexUnder(event))}
      onPointerLeave={() => point(null)}
      onBlur={() => point(null)}
      onClick={(event) => trace && onOpen(trace.traceId, event.ctrlKey || event.metaKey)}
    >
      <canvas ref={ref} className="block size-full" aria-hidden="true" />
      {trace && mark && <ScatterTooltip trace={trace} xPx={mark.xPx} yPx={mark.yPx} widthPx={width} />}
    </div>
  );
}
