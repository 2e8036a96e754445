import { formatCount, formatDuration } from '@/lib/base/units';
import { runOfSpan } from '@/lib/trace/like-runs';
import { nanosOf } from '@/lib/trace/stretches';
import { type RowTarget, runHead } from './layout-rows';
import type { TimelineModel } from './timeline-model';

/** The run of like siblings that a target stands for, or -1 where it stands for none. */
export function runOfTarget({ runs, tree }: TimelineModel, target: RowTarget): number {
  const head = runHead(target);
  return head === -1 ? -1 : runOfSpan(runs, tree, head);
}

/** How many spans a run has. */
export function runLength({ runs }: TimelineModel, run: number): number {
  return (runs.ends[run] as number) - (runs.froms[run] as number);
}

/** What is said of the durations in a run, the most important first. */
export function runDurations({ runs }: TimelineModel, run: number): readonly string[] {
  return [
    `total ${formatDuration(runs.totals[run] as number)}`,
    `median ${formatDuration(runs.medians[run] as number)}`,
    `max ${formatDuration(runs.maxes[run] as number)}`,
  ];
}

/** What a run is, in sentences without full stops. */
export function runRemarks(model: TimelineModel, run: number): readonly string[] {
  const critical = nanosOf(model.runCritical, run);
  return [
    `${formatCount(runLength(model, run))} siblings in a row with the same service and operation`,
    ...(critical > 0 ? [`On the critical path for ${formatDuration(critical)}`] : []),
  ];
}
