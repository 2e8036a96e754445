'use client';

import { type ReactNode, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useSize } from '@/components/canvas/use-size';
import { useTokens } from '@/components/canvas/use-tokens';
import { useCommandSource } from '@/components/ui/command-source';
import { Splitter } from '@/components/ui/Splitter';
import { useStoredNumber } from '@/components/ui/use-stored-number';
import { ColourBar } from './ColourBar';
import { FindBar } from './FindBar';
import { MeasureBar } from './MeasureBar';
import { Minimap } from './Minimap';
import type { AttributeSearchHref } from './PillMenu';
import { type Palette, readPalette } from './palette';
import { Ruler } from './Ruler';
import { WHOLE_TRACE } from './rows-commands';
import { SubtreeBar } from './SubtreeBar';
import { timelineBox } from './scene';
import { TimelineRows } from './TimelineRows';
import { TimelineToolbar } from './TimelineToolbar';
import { timelineCommands } from './timeline-commands';
import type { TimelineModel } from './timeline-model';
import { DRAWN_MARK } from './use-drawn-mark';
import { useRowExtras } from './use-row-extras';
import { useSubtree } from './use-subtree';
import { useTimeline } from './use-timeline';
import { useTimelineKeys } from './use-timeline-keys';
import type { TraceViewStore } from './view-store';

/**
 * Until the reader chooses, the names take a share of the window, within bounds: not of the timeline, so that they do not
 * move when the details open.
 */
const NAMES_SHARE = 0.27;
const NAMES_BOUNDS = [260, 560] as const;
const MIN_COLUMN = 120;

interface TimelineProps {
  readonly model: TimelineModel;
  readonly store: TraceViewStore;
  /** When the events of the selected span happened, as offsets from the trace's start; empty until they are known. */
  readonly selectedEvents: readonly number[];
  /** What the first frame is marked as; by default {@link DRAWN_MARK}, which is for a whole trace. */
  readonly mark?: string;
  /** Left out: attributes cannot be asked for, since the trace is not whole yet. */
  readonly searchHref?: AttributeSearchHref;
}

/** A trace as a waterfall. What it shows of it is in the store; how wide its columns are is the reader's own. */
export function Timeline(props: TimelineProps) {
  const { model: whole, store, selectedEvents } = props;
  const palette = useTokens(readPalette);
  const subtree = useSubtree(
    whole,
    useStore(store, ({ root }) => root),
  );
  const model = subtree?.model ?? whole;
  const events = useMemo(() => {
    const shift = Number(model.trace.startUnixNano - whole.trace.startUnixNano);
    return shift === 0 ? selectedEvents : selectedEvents.map((offset) => offset - shift);
  }, [model, whole, selectedEvents]);
  if (palette === null) return <div className="flex-1" />;
  const bar = subtree !== null && (
    <SubtreeBar whole={whole} subtree={subtree} onLeave={() => store.setState(WHOLE_TRACE)} />
  );
  return <DrawnTimeline {...props} model={model} selectedEvents={events} palette={palette} bar={bar} />;
}

/** `bar`: what is said above the rows of a sub-tree. */
function DrawnTimeline(props: TimelineProps & { readonly palette: Palette; readonly bar: ReactNode }) {
  const { model, store, selectedEvents, mark = DRAWN_MARK, searchHref = null, palette, bar } = props;
  const timeline = useTimeline(model, store);
  const extrasState = useRowExtras(model, timeline.view, searchHref !== null);
  const { extras } = extrasState;
  useCommandSource({ commands: () => timelineCommands(timeline) });
  const section = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  const [wantedNamesWidth, setNamesWidth] = useStoredNumber('fillpath.timeline.names', 0);
  const maxNamesWidth = Math.max(MIN_COLUMN, size.width - MIN_COLUMN);
  const usual = Math.min(Math.max(window.innerWidth * NAMES_SHARE, NAMES_BOUNDS[0]), NAMES_BOUNDS[1]);
  const namesWidth = Math.round(Math.min(wantedNamesWidth || usual, maxNamesWidth));
  const axis = timelineBox(size.width, namesWidth);
  useTimelineKeys(section, (command) =>
    timeline.run(command, { pageRows: Math.floor(size.height / palette.metrics.rowHeight) }),
  );

  const { trace } = model;
  return (
    <section ref={section} aria-label="Timeline" className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      <TimelineToolbar timeline={timeline} />
      <FindBar timeline={timeline} />
      <ColourBar
        {...extrasState}
        trace={model.trace}
        colourBy={timeline.view.colourBy}
        pills={timeline.view.pills}
        find={timeline.view.find}
        setView={timeline.setView}
        withAttributes={searchHref !== null}
      />
      <MeasureBar timeline={timeline} />
      {bar}
      <div className="flex border-y border-border bg-surface">
        <div
          className="flex shrink-0 flex-col justify-end border-r border-border px-2 pb-1 text-xs text-text-muted"
          style={{ width: namesWidth }}
        >
          Service and span
        </div>
        <div className="flex flex-col" style={{ width: axis.width, marginLeft: axis.left - namesWidth }}>
          <Minimap timeline={timeline} colouring={extras.colouring} palette={palette} width={axis.width} />
          <Ruler timeline={timeline} palette={palette} width={axis.width} />
        </div>
      </div>
      {/* Beside the rows alone: over the minimap it would be too near to the handle of the zoom window. */}
      <div className="relative flex min-h-0 flex-1 flex-col">
        <TimelineRows
          {...{ timeline, extras, searchHref, palette, scroller, namesWidth, size, selectedEvents, mark }}
        />
        <div className="absolute inset-y-0 flex" style={{ left: namesWidth - 4 }}>
          <Splitter
            label="Width of the names"
            value={namesWidth}
            min={MIN_COLUMN}
            max={maxNamesWidth}
            grows="before"
            onChange={setNamesWidth}
          />
        </div>
      </div>
      <p role="status" className="sr-only">
        {timeline.announcement}
      </p>
      {trace.spanCount === 0 && <p className="p-4 text-text-muted">This trace has no spans.</p>}
    </section>
  );
}
