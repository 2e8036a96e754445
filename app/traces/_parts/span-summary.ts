import type { SpanSummary } from '@/components/span-detail/span-summary';
import { Fold } from '@/components/timeline/layout-rows';
import { rowFacts } from '@/components/timeline/row-facts';
import { markWords } from '@/components/timeline/row-words';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import { nanosOf } from '@/lib/trace/stretches';
import { SPAN_KIND_NAMES, STATUS_CODE_NAMES } from '@/lib/trace/trace';

/** What the columns of a trace say about one of its spans. */
export function spanSummary(model: TimelineModel, span: number): SpanSummary {
  const { trace } = model;
  const facts = rowFacts(model, span, Fold.None);
  const odd = facts.marks.filter((mark) => mark !== 'error' && mark !== 'rejected');
  return {
    service: facts.service,
    name: facts.name,
    kind: SPAN_KIND_NAMES[trace.kinds[span] as number] ?? 'Unspecified',
    status: STATUS_CODE_NAMES[trace.statuses[span] as number] ?? 'Unset',
    rejected: trace.rejected[span] === 1,
    startNanos: trace.starts[span] as number,
    durationNanos: trace.durations[span] as number,
    selfNanos: model.selfNanos[span] as number,
    criticalNanos: nanosOf(model.criticalWork, span),
    waitNanos: nanosOf(model.criticalWaits, span),
    traceNanos: model.extent,
    traceStartUnixNano: trace.startUnixNano,
    remarks: odd.map((mark) => markWords(model, span, mark)),
  };
}
