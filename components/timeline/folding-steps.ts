import { spanIdFromBigInt, spanIdToBigInt } from '@/lib/base/ids';
import { formatCount } from '@/lib/base/units';
import { runOfSpan } from '@/lib/trace/like-runs';
import { type FoldView, foldedSpans, openRuns } from './folding';
import { baseDepthOf, type TimelineModel } from './timeline-model';

/** What folding several rows at once changes, and how it is said. */
export interface FoldingStep {
  readonly change: Partial<FoldView>;
  readonly words: string;
}

/**
 * One level less (-1) or more (1) of the tree: parents on the last level that is still shown are folded, those above are
 * open; what was folded or opened one by one is forgotten. By service there are two levels.
 */
export function foldLevel(
  model: TimelineModel,
  view: FoldView & { readonly grouping: 'tree' | 'service' },
  step: 1 | -1,
): FoldingStep {
  if (view.grouping === 'service') {
    const change = { foldServices: step === -1, toggledServices: [] };
    return { change, words: step === -1 ? 'All services are folded' : 'All services are open' };
  }
  const base = baseDepthOf(model);
  const levels = model.maxDepth + 1;
  const now = view.foldDepth === null ? levels : Math.min(levels, Math.max(1, view.foldDepth - base + 1));
  const next = Math.min(levels, Math.max(1, now + step));
  const change = { foldDepth: next === levels ? null : base + next - 1, toggledSpans: [] };
  const all = `All ${formatCount(levels)} levels are shown`;
  return { change, words: next === levels ? all : `${formatCount(next)} of ${formatCount(levels)} levels are shown` };
}

/** Folds or opens a span's siblings, itself and runs of like siblings among them included. O(siblings + runs). */
export function foldSiblings(model: TimelineModel, view: FoldView, span: number, fold: boolean): FoldingStep {
  const { trace, tree, runs, index } = model;
  const parent = tree.parents[span] as number;
  const folded = foldedSpans(model, view);
  const open = openRuns(model, view);
  const idOf = (at: number) => spanIdFromBigInt(trace.spanIds[at] as bigint);
  const toggled = new Set(view.toggledSpans);
  let changed = 0;
  const toggle = (at: number) => {
    if (tree.firstChildren[at] === -1 || (folded[at] === 1) === fold) return;
    changed++;
    if (!toggled.delete(idOf(at))) toggled.add(idOf(at));
  };
  if (parent === -1) tree.roots.forEach(toggle);
  else for (let at = tree.firstChildren[parent] as number; at !== -1; at = tree.nextSiblings[at] as number) toggle(at);
  const ofParent = (run: number) => tree.parents[tree.preorder[runs.froms[run] as number] as number] === parent;
  for (let run = 0; run < (open?.length ?? 0); run++) {
    if ((open?.[run] === 0) === fold || !ofParent(run)) continue;
    changed++;
    if (!fold) toggled.add(idOf(tree.preorder[runs.froms[run] as number] as number));
  }
  if (fold && open !== null) {
    for (const id of toggled) {
      const run = runOfSpan(runs, tree, index.indexOf(spanIdToBigInt(id)));
      if (run !== -1 && ofParent(run)) toggled.delete(id);
    }
  }
  const rows = changed === 1 ? '1 row' : `${formatCount(changed)} rows`;
  return {
    change: { toggledSpans: [...toggled] },
    words: `${rows} ${fold ? 'folded' : 'unfolded'} among the siblings`,
  };
}
