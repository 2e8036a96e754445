import { spanIdFromBigInt, spanIdToBigInt } from '@/lib/base/ids';
import { runOfSpan } from '@/lib/trace/like-runs';
import type { TraceView } from '@/lib/url/trace-view';
import { baseDepthOf, groupOfSpan, type TimelineModel } from './timeline-model';

/** The part of a view that says what is folded. */
export type FoldView = Pick<TraceView, 'foldDepth' | 'toggledSpans' | 'foldServices' | 'toggledServices' | 'foldAlike'>;

/** The part of a view that says what is hidden. */
export type HideView = Pick<TraceView, 'hideOthers' | 'shownSpans'>;

/** 1 for each span whose children are folded away. Ids that the trace does not have, and leaves, are passed over. */
export function foldedSpans(model: TimelineModel, view: FoldView): Uint8Array {
  const { trace, tree, index } = model;
  const base = baseDepthOf(model);
  const folded = new Uint8Array(trace.spanCount);
  const { foldDepth } = view;
  if (foldDepth !== null) {
    for (let span = 0; span < folded.length; span++) {
      if (base + (tree.depths[span] as number) >= foldDepth && tree.firstChildren[span] !== -1) folded[span] = 1;
    }
  }
  const toggled = index.resolve(BigUint64Array.from(view.toggledSpans, spanIdToBigInt));
  for (const span of toggled) {
    if (span !== -1 && tree.firstChildren[span] !== -1) folded[span] = folded[span] === 1 ? 0 : 1;
  }
  return folded;
}

/** 1 for each run of like siblings that is open, 0 where it is folded; null where runs have no rows. */
export function openRuns({ tree, index, runs }: TimelineModel, view: FoldView): Uint8Array | null {
  if (!view.foldAlike) return null;
  const open = new Uint8Array(runs.count);
  for (const span of index.resolve(BigUint64Array.from(view.toggledSpans, spanIdToBigInt))) {
    const run = runOfSpan(runs, tree, span);
    if (run !== -1) open[run] = 1;
  }
  return open;
}

/** 1 for each service group that is folded. */
export function foldedServices({ groups }: TimelineModel, view: FoldView): Uint8Array {
  const toggled = new Set(view.toggledServices);
  return Uint8Array.from(groups, ({ service }) => (toggled.has(service) === view.foldServices ? 0 : 1));
}

/** Folds a parent that is open, opens one that is folded. */
export function toggleSpan(model: TimelineModel, view: FoldView, span: number): Partial<FoldView> {
  return { toggledSpans: toggled(view.toggledSpans, idOf(model, span)) };
}

/**
 * Folds the run of like siblings that a span is in, or opens it: any of its spans among the toggled ones keeps it open, also
 * when the trace has grown and another span comes first.
 */
export function toggleRun(model: TimelineModel, view: FoldView, span: number): Partial<FoldView> {
  const { index, runs, tree } = model;
  const run = runOfSpan(runs, tree, span);
  const inRun = (id: string) => runOfSpan(runs, tree, index.indexOf(spanIdToBigInt(id))) === run;
  const others = view.toggledSpans.filter((id) => !inRun(id));
  const open = others.length < view.toggledSpans.length;
  return { toggledSpans: open ? others : [...others, idOf(model, span)] };
}

/** Folds a service group that is open, opens one that is folded. */
export function toggleService(view: FoldView, service: string): Partial<FoldView> {
  return { toggledServices: toggled(view.toggledServices, service) };
}

/**
 * Everything folded. As a tree, a single root stays open as long as there is something to fold below it: one row says
 * less than the root's children do.
 */
export function foldAll(model: TimelineModel): FoldView {
  const { tree } = model;
  const [root] = tree.roots;
  let foldDepth = baseDepthOf(model);
  if (root !== undefined && tree.roots.length === 1) {
    for (let child = tree.firstChildren[root] as number; child !== -1; child = tree.nextSiblings[child] as number) {
      if (tree.firstChildren[child] !== -1) foldDepth = baseDepthOf(model) + 1;
    }
  }
  return { foldDepth, toggledSpans: [], foldServices: true, toggledServices: [], foldAlike: true };
}

export const UNFOLD_ALL: FoldView = {
  foldDepth: null,
  toggledSpans: [],
  foldServices: false,
  toggledServices: [],
  foldAlike: false,
};

/**
 * Makes a span visible, whatever it is: folded parents are opened and, while only matches are shown, the gap that it may
 * lie in. Only what has to change is returned.
 */
export function reveal(model: TimelineModel, view: FoldView & HideView, span: number): Partial<FoldView & HideView> {
  return { ...unfoldTo(model, view, span), ...(view.hideOthers && showGap(model, view, span)) };
}

/** Shows the hidden spans among which this one is. */
export function showGap(model: TimelineModel, { shownSpans }: HideView, span: number): Partial<HideView> {
  const id = idOf(model, span);
  return shownSpans.includes(id) ? {} : { shownSpans: [...shownSpans, id] };
}

/** Opens whatever folds a span away: its ancestors in the tree, its run of like siblings, its service's group. Only what has to change is returned. */
export function unfoldTo(model: TimelineModel, view: FoldView, span: number): Partial<FoldView> {
  const { tree, groups } = model;
  const folded = foldedSpans(model, view);
  // A set, because a path may be tens of thousands long.
  const toggledSpans = new Set(view.toggledSpans);
  let opened = false;
  for (let at = tree.parents[span] as number; at !== -1; at = tree.parents[at] as number) {
    if (folded[at] === 0) continue;
    opened = true;
    const id = idOf(model, at);
    if (!toggledSpans.delete(id)) toggledSpans.add(id);
  }
  const run = runOfSpan(model.runs, tree, span);
  if (run !== -1 && openRuns(model, view)?.[run] === 0) {
    toggledSpans.add(idOf(model, span));
    opened = true;
  }
  const group = groupOfSpan(model, span);
  const service = groups[group]?.service;
  return {
    ...(opened && { toggledSpans: [...toggledSpans] }),
    ...(service !== undefined &&
      foldedServices(model, view)[group] === 1 && { toggledServices: toggled(view.toggledServices, service) }),
  };
}

function toggled(list: readonly string[], item: string): readonly string[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

function idOf({ trace }: TimelineModel, span: number): string {
  return spanIdFromBigInt(trace.spanIds[span] as bigint);
}
