'use client';

import { useCallback, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { spanIdToBigInt } from '@/lib/base/ids';
import type { TimeWindow, TraceView } from '@/lib/url/trace-view';
import { groupOf, layoutRows, type Rows, type RowTarget } from './layout-rows';
import { type CommandContext, runCommand, spanIdAt, toggleRow } from './run-command';
import { sameTarget } from './same-target';
import type { Command } from './timeline-keys';
import type { TimelineModel } from './timeline-model';
import type { TraceViewStore } from './view-store';
import { shownWindow } from './viewport';

/** A timeline as its parts see it. */
export interface TimelineState {
  readonly model: TimelineModel;
  readonly view: TraceView;
  readonly rows: Rows;
  readonly window: TimeWindow;
  /** The span of the open details; null while none are open, or the trace does not have that span. */
  readonly selected: RowTarget | null;
  /** The row that takes part in the tab order; null for a trace without rows. */
  readonly active: RowTarget | null;
  /** Counts what must move the focus to the active row. */
  readonly focusRequests: number;
  readonly announcement: string;
  readonly setView: (change: Partial<TraceView>) => void;
  /** What a click on a row does: the focus, and the details of a span. */
  readonly select: (target: RowTarget) => void;
  readonly focus: (target: RowTarget) => void;
  readonly toggle: (target: RowTarget) => void;
  readonly run: (command: Command, pageRows?: number) => void;
}

export function useTimeline(model: TimelineModel, store: TraceViewStore): TimelineState {
  const view = useStore(store);
  const { grouping, foldDepth, toggledSpans, foldServices, toggledServices } = view;
  const rows = useMemo(
    () => layoutRows(model, { grouping, foldDepth, toggledSpans, foldServices, toggledServices }),
    [model, grouping, foldDepth, toggledSpans, foldServices, toggledServices],
  );
  const [focused, setFocused] = useState<Focused | null>(null);
  const [focusRequests, setFocusRequests] = useState(0);
  const [announcement, setAnnouncement] = useState('');

  const found = view.span === null ? -1 : model.index.indexOf(spanIdToBigInt(view.span));
  const selected = found === -1 ? null : found;
  const remembered = rememberedTarget(focused, model, view.span, selected);
  const active = remembered ?? selected ?? rows.targets[0] ?? null;

  const setView = useCallback((change: Partial<TraceView>) => store.setState(change), [store]);
  const focus = useCallback(
    (target: RowTarget) => setFocused({ model, target, span: store.getState().span }),
    [model, store],
  );
  const context = (pageRows: number): CommandContext => ({
    model,
    rows,
    view,
    active: remembered ?? selected,
    pageRows,
    setView,
    setActive(target) {
      focus(target);
      setFocusRequests((count) => count + 1);
    },
    announce: setAnnouncement,
  });

  return {
    model,
    view,
    rows,
    window: shownWindow(view.window, model.extent),
    selected,
    active,
    focusRequests,
    announcement,
    setView,
    focus,
    select(target) {
      focus(target);
      if (groupOf(target) === -1) setView({ span: spanIdAt(model, target) });
      else toggleRow(context(1), target);
    },
    toggle(target) {
      focus(target);
      toggleRow(context(1), target);
    },
    run: (command, pageRows = 10) => runCommand(command, context(pageRows)),
  };
}

/** The row that was focused last, and which details were open then. */
interface Focused {
  readonly model: TimelineModel;
  readonly target: RowTarget;
  readonly span: string | null;
}

/** Null when another span was selected since, from outside the timeline: the focus then goes with the selection. */
function rememberedTarget(
  focused: Focused | null,
  model: TimelineModel,
  span: string | null,
  selected: RowTarget | null,
): RowTarget | null {
  if (focused === null) return null;
  const target = sameTarget(focused.target, focused.model, model);
  return span === null || span === focused.span || target === selected ? target : null;
}
