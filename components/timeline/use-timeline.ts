'use client';

import { useCallback, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { spanIdToBigInt } from '@/lib/base/ids';
import { type MatchStop, matchNumber, type RankedMatches } from '@/lib/find/rank-spans';
import type { TraceView } from '@/lib/url/trace-view';
import { layoutMatches } from './layout-matches';
import { isSpan, layoutRows, type Rows, type RowTarget, shownTarget } from './layout-rows';
import { type CommandContext, runCommand, spanIdAt, toggleRow } from './run-command';
import { sameTarget } from './same-target';
import type { Command } from './timeline-keys';
import { type TimelineModel, windowOf } from './timeline-model';
import { type FindState, useFind } from './use-find';
import type { TraceViewStore } from './view-store';
import type { ShownWindow } from './viewport';

/** A timeline as its parts see it. */
export interface TimelineState {
  readonly model: TimelineModel;
  readonly view: TraceView;
  readonly rows: Rows;
  readonly window: ShownWindow;
  /** The span of the open details; null while none are open, or the trace does not have that span. */
  readonly selected: RowTarget | null;
  /** The row that takes part in the tab order; null for a trace without rows. */
  readonly active: RowTarget | null;
  /** The latest wish to bring the active row into view; a new object each time, null before the first. */
  readonly request: ShowRequest | null;
  readonly find: FindState;
  /** The match that was stepped to; null: none, or what is looked for is another thing by now. */
  readonly stop: MatchStop | null;
  readonly announcement: string;
  readonly setView: (change: Partial<TraceView>) => void;
  /** What a click on a row does: the focus, and the details of a span. */
  readonly select: (target: RowTarget) => void;
  readonly focus: (target: RowTarget) => void;
  readonly toggle: (target: RowTarget) => void;
  /** Moves the focus to the active row. */
  readonly focusActive: () => void;
  /** Works on the row that has the focus, or gives it to another row. */
  readonly run: (command: Command, how?: CommandHow) => void;
}

export interface CommandHow {
  readonly pageRows?: number;
  /** False: the focus stays where it is, for example in the find field. */
  readonly focus?: boolean;
  /** The row that it works on instead of the active one, and that becomes it. */
  readonly at?: RowTarget;
}

export interface ShowRequest {
  /** Whether the active row is also to get the focus. */
  readonly focus: boolean;
}

export function useTimeline(model: TimelineModel, store: TraceViewStore): TimelineState {
  const view = useStore(store);
  const { grouping, foldDepth, toggledSpans, foldServices, toggledServices, foldAlike, shownSpans } = view;
  const find = useFind(model, view);
  const kept = view.hideOthers ? find.found : null;
  const rows = useMemo(() => {
    const rowsView = { grouping, foldDepth, toggledSpans, foldServices, toggledServices, foldAlike, shownSpans };
    return kept === null ? layoutRows(model, rowsView) : layoutMatches(model, rowsView, kept);
  }, [model, grouping, foldDepth, toggledSpans, foldServices, toggledServices, foldAlike, shownSpans, kept]);
  const [focused, setFocused] = useState<Focused | null>(null);
  const [request, setRequest] = useState<ShowRequest | null>(null);
  const [lastStop, setLastStop] = useState<MatchStop | null>(null);
  const [announcement, setAnnouncement] = useState('');

  const found = view.span === null ? -1 : model.index.indexOf(spanIdToBigInt(view.span));
  const selected = found === -1 ? null : found;
  const wanted = rememberedTarget(focused, model, view.span, selected);
  // When it is folded away, the keys go on from the row that shows it.
  const remembered = useMemo(() => (wanted === null ? null : shownTarget(rows, model, wanted)), [rows, model, wanted]);
  const active = remembered ?? selected ?? rows.targets[0] ?? null;

  const setView = useCallback((change: Partial<TraceView>) => store.setState(change), [store]);
  const focus = useCallback(
    (target: RowTarget) => setFocused({ model, target, span: store.getState().span }),
    [model, store],
  );
  const context = ({ pageRows = 10, focus: takesFocus = true, at }: CommandHow = {}): CommandContext => ({
    model,
    rows,
    view,
    found: find.found,
    active: at ?? remembered ?? selected,
    pageRows,
    setView,
    setActive(target) {
      focus(target);
      setRequest({ focus: takesFocus });
    },
    stepped: setLastStop,
    announce: setAnnouncement,
  });

  return {
    model,
    view,
    rows,
    window: windowOf(model, view),
    selected,
    active,
    request,
    find,
    stop: stopAt(view.match, find.found, model, lastStop),
    announcement,
    setView,
    focus,
    select(target) {
      focus(target);
      if (isSpan(target)) setView({ span: spanIdAt(model, target) });
      else toggleRow(context(), target);
    },
    toggle(target) {
      focus(target);
      toggleRow(context(), target);
    },
    focusActive: () => setRequest({ focus: true }),
    run(command, how) {
      if (how?.at !== undefined) focus(how.at);
      runCommand(command, context(how));
    },
  };
}

/** From the view rather than from the latest step: a link that was opened has a match, too. */
function stopAt(
  match: string | null,
  found: RankedMatches | null,
  model: TimelineModel,
  last: MatchStop | null,
): MatchStop | null {
  const span = match === null ? -1 : model.index.indexOf(spanIdToBigInt(match));
  if (found?.matched[span] !== 1) return null;
  return { span, number: matchNumber(found, span), wrapped: last?.span === span && last.wrapped };
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
