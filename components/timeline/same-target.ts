import { runOfSpan } from '@/lib/trace/like-runs';
import { firstOfRun, gapOf, gapTarget, groupOf, groupTarget, type RowTarget, runHead, runTarget } from './layout-rows';
import type { TimelineModel } from './timeline-model';

/** The same span, run, gap or service in a trace that has grown since: indices shift as spans arrive. Null when it is gone. */
export function sameTarget(target: RowTarget, before: TimelineModel, now: TimelineModel): RowTarget | null {
  if (before === now) return target;
  const group = before.groups[groupOf(target)];
  const hidden = Math.max(runHead(target), gapOf(target));
  const found =
    group === undefined
      ? now.index.indexOf(before.trace.spanIds[hidden === -1 ? target : hidden] ?? 0n)
      : now.groups.findIndex(({ service }) => service === group.service);
  if (found === -1) return null;
  if (group !== undefined) return groupTarget(found);
  if (gapOf(target) !== -1) return gapTarget(found);
  const run = runHead(target) === -1 ? -1 : runOfSpan(now.runs, now.tree, found);
  return run === -1 ? found : runTarget(firstOfRun(now, run));
}
