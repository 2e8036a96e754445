import type { SpanSummary } from '@/components/span-detail/span-summary';
import { Fold } from '@/components/timeline/layout-rows';
import { rowFacts } from '@/components/timeline/row-facts';
import { markWords } from '@/components/timeline/row-words';
import type { TimelineModel } from '@/components/timeline/timeline-model';
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
    criticalNanos: criticalNanos(model, span, 0),
    waitNanos: criticalNanos(model, span, 1),
    traceNanos: model.extent,
    traceStartUnixNano: trace.startUnixNano,
    remarks: odd.map((mark) => markWords(model, span, mark)),
  };
}

/** How long a span is on the critical path: with its work (0), or because it was waited for it to begin (1). */
function criticalNanos({ critical, criticalOf }: TimelineModel, span: number, wait: 0 | 1): number {
  const { starts, ends, waits } = critical.segments;
  let nanos = 0;
  for (let at = criticalOf.offsets[span] as number; at < (criticalOf.offsets[span + 1] as number); at++) {
    const segment = criticalOf.order[at] as number;
    if (waits[segment] === wait) nanos += (ends[segment] as number) - (starts[segment] as number);
  }
  return nanos;
}
