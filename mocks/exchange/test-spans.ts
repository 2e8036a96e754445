import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';

/**
 * Spans as two runs must tell the same of them: everything but the ids themselves, which are random. A trace, a parent and the
 * target of a link are numbers, counted in the order in which the ids are met, so that the shape of the traces is compared too.
 */
export function spansAsTold(spans: readonly ReadableSpan[]) {
  const [traces, ids] = [numbered(), numbered()];
  return spans.map((span) => {
    const { traceId, spanId } = span.spanContext();
    const { name, kind, status, attributes, startTime, endTime, parentSpanContext, resource } = span;
    return {
      service: resource.attributes['service.name'],
      instance: resource.attributes['service.instance.id'],
      name,
      kind,
      status,
      attributes,
      trace: traces(traceId),
      span: ids(spanId),
      parent: parentSpanContext ? ids(parentSpanContext.spanId) : null,
      startTime,
      endTime,
      events: span.events.map((event) => ({ name: event.name, time: event.time, attributes: event.attributes })),
      links: span.links.map(({ context, attributes: told }) => ({
        trace: traces(context.traceId),
        span: ids(context.spanId),
        attributes: told,
      })),
    };
  });
}

/** Gives each id the number of ids that came before it. */
function numbered(): (id: string) => number {
  const known = new Map<string, number>();
  return (id) => {
    const number = known.get(id) ?? known.size;
    known.set(id, number);
    return number;
  };
}
