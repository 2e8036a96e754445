'use client';

import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { usePicture } from '@/components/canvas/picture';
import { useCanvas } from '@/components/canvas/use-canvas';
import { useSize } from '@/components/canvas/use-size';
import { useServiceSeries } from '@/components/ui/ServiceColours';
import { drawFlame, type FlamePicture } from './draw-flame';
import { frameBeside } from './flame-keys';
import type { FlamePalette } from './flame-palette';
import { flamePicture } from './flame-picture';
import { frameAt, layoutFlame, levelCount } from './layout-flame';
import type { FlameState } from './use-flame';

interface FlameCanvasProps {
  readonly state: FlameState;
  readonly palette: FlamePalette;
}

/** The flame graph, drawn, over a scroller that the pointer and the keyboard meet. */
export function FlameCanvas({ state, palette }: FlameCanvasProps) {
  const { flame, focus, active, hovered, setActive, setHovered, zoomTo, labelOf } = state;
  const seriesOfService = useServiceSeries();
  const scroller = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(scroller);
  const layout = useMemo(() => layoutFlame(flame, { focus, width }), [flame, focus, width]);
  const pictureOf = (marks: { readonly active: number; readonly hovered: number }): FlamePicture => ({
    layout,
    palette,
    scrollTop: scroller.current?.scrollTop ?? 0,
    labelOf: (frame) => {
      const { service, name } = labelOf(frame);
      return name === '' ? service : name;
    },
    hasErrors: (frame) => (flame.errors[frame] as number) > 0,
    seriesOf: (frame) => seriesOfService(labelOf(frame).service),
    ...marks,
  });
  const { ref, redraw } = useCanvas((surface) => drawFlame(surface, pictureOf({ active, hovered })));
  usePicture(() => flamePicture(state, pictureOf({ active: -1, hovered: -1 }), { width, height }));
  const { rowHeight } = palette;
  const activeRow = active === -1 ? -1 : (flame.depths[active] as number);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || activeRow === -1) return;
    const top = activeRow * rowHeight;
    if (top < element.scrollTop) element.scrollTo({ top });
    else if (top + rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTo({ top: top + rowHeight - element.clientHeight });
    }
  }, [activeRow, rowHeight]);

  const frameUnder = (event: MouseEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const y = event.clientY - box.top + event.currentTarget.scrollTop;
    return frameAt(layout, Math.floor(y / rowHeight), event.clientX - box.left);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith('Arrow'))
      setActive(active === -1 ? Math.max(focus, 0) : frameBeside(flame, active, event.key));
    else if (event.key === 'Enter') zoomTo(active);
    else if (event.key === 'Escape' && focus !== -1) zoomTo(flame.parents[focus] as number);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="relative min-h-0 flex-1">
        <canvas ref={ref} className="absolute inset-0 h-full w-full" aria-hidden="true" />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- frames are drawn: none of them is an element */}
        <div
          ref={scroller}
          role="application"
          aria-label="Flame graph. Arrow keys go from frame to frame, Enter zooms in, Escape zooms out. The table has the same content."
          tabIndex={0}
          onKeyDown={onKeyDown}
          onScroll={redraw}
          onPointerMove={(event) => setHovered(frameUnder(event))}
          onPointerLeave={() => setHovered(-1)}
          onClick={(event) => {
            const frame = frameUnder(event);
            if (frame !== -1) zoomTo(frame);
          }}
          className="absolute inset-0 cursor-pointer overflow-x-hidden overflow-y-auto focus-visible:-outline-offset-2"
        >
          <div style={{ height: levelCount(flame, focus) * rowHeight }} />
        </div>
      </div>
      {layout.tooNarrow > 0 && (
        <p className="border-t border-border px-4 py-1 text-xs text-text-muted">{tooNarrowNote(layout.tooNarrow)}</p>
      )}
    </div>
  );
}

function tooNarrowNote(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'frame is' : 'frames are'} narrower than a pixel, and grey: zoom in on what is above, or open the table.`;
}
