import { DEFAULT_TRACE_VIEW, formatTraceView, type TrailStep, URL_LIMITS } from '@/lib/url/trace-view';

/**
 * The trail after a link was followed from `from` into another trace. A step that leads back to a trace of the trail
 * shortens it to what was before that trace, instead of growing for ever. Only the last {@link URL_LIMITS} steps are kept.
 */
export function followTrail(trail: readonly TrailStep[], from: TrailStep, toTraceId: string): TrailStep[] {
  const back = trail.findIndex((step) => step.traceId === toTraceId);
  if (back !== -1) return trail.slice(0, back);
  return [...trail, from].slice(-URL_LIMITS.trail);
}

/**
 * Where a span of another trace is opened, with the way back. Whoever follows links sees links there, too, and on the rows
 * the attributes that were chosen here.
 */
export function traceHref(target: TrailStep, trail: readonly TrailStep[], pills: readonly string[]): string {
  const params = formatTraceView({ ...DEFAULT_TRACE_VIEW, span: target.spanId, tab: 'links', trail, pills });
  return `/traces/${target.traceId}?${params}`;
}
