'use client';

import { useEffect, useMemo, useState } from 'react';
import { spanIdToBigInt } from '@/lib/base/ids';
import { finishSteps, runSteps } from '@/lib/base/steps';
import { subtreeSteps } from '@/lib/trace/subtree';
import { clocksWithin } from './corrected-model';
import { modelInWorker } from './model-in-worker';
import { type TimelineModel, timelineModel } from './timeline-model';

/** Up to so many spans are prepared at once, in some 30 ms; a worker takes that long to start. */
const AT_ONCE = 16_384;

/** A sub-tree that is, or is to be, shown as if it were the trace. */
export interface Subtree {
  /** In the whole trace; -1 where the trace does not have it. */
  readonly root: number;
  /** Null while it is being prepared. */
  readonly model: TimelineModel | null;
  readonly failure: Error | null;
}

interface Prepared {
  readonly whole: TimelineModel;
  readonly root: number;
  readonly model: TimelineModel | null;
  readonly failure: Error | null;
}

/** The sub-tree below the span with this id as a model of its own; null for the whole trace. Large ones are made in a worker. */
export function useSubtree(whole: TimelineModel, rootId: string | null): Subtree | null {
  const root = useMemo(() => (rootId === null ? -1 : whole.index.indexOf(spanIdToBigInt(rootId))), [whole, rootId]);
  const small = root !== -1 && (whole.tree.descendantCounts[root] as number) < AT_ONCE;
  const atOnce = useMemo(() => {
    if (!small) return null;
    return withinWhole(timelineModel(finishSteps(subtreeSteps(whole.trace, whole.tree, root))), whole, root);
  }, [small, whole, root]);
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  useEffect(() => {
    if (root === -1 || small) return;
    const abort = new AbortController();
    const prepare = async () => {
      const trace = await runSteps(subtreeSteps(whole.trace, whole.tree, root), abort.signal);
      const model = trace === null ? null : await modelInWorker(trace, abort.signal);
      if (model !== null) setPrepared({ whole, root, model: withinWhole(model, whole, root), failure: null });
    };
    prepare().catch((error: unknown) => {
      const failure = error instanceof Error ? error : new Error('The sub-tree could not be prepared.');
      if (!abort.signal.aborted) setPrepared({ whole, root, model: null, failure });
    });
    return () => {
      abort.abort();
      // It is as large as its part of the trace, and holds the whole.
      setPrepared(null);
    };
  }, [whole, root, small]);

  const latest = prepared !== null && prepared.whole === whole && prepared.root === root ? prepared : null;
  return useMemo(() => {
    if (rootId === null) return null;
    return { root, model: atOnce ?? latest?.model ?? null, failure: latest?.failure ?? null };
  }, [rootId, root, atOnce, latest]);
}

function withinWhole(model: TimelineModel, whole: TimelineModel, root: number): TimelineModel {
  // Estimated from a part alone clocks may look right, and they are set right for the trace as a whole.
  const clocks = clocksWithin(whole, root);
  return { ...model, clocks, within: { spanCount: whole.trace.spanCount, depth: whole.tree.depths[root] as number } };
}
