/** One span as the text of its OTLP JSON, with the members of its groups as text (`"a":1,`), shared by their spans. */
export interface SpanText {
  /** As the file has it, in lower case; '' when it has none. */
  readonly traceId: string;
  readonly resource: string;
  readonly scope: string;
  readonly text: string;
}

/** What one request holds at most: few enough for a short answer, enough that the store works in bulk. */
const MAX_SPANS = 2000;
const MAX_LENGTH = 2 * 1024 * 1024;

/** Divides spans into requests, in their order. A span that is larger than a request is one of its own. */
export function* divide(spans: readonly SpanText[]): Generator<SpanText[]> {
  let batch: SpanText[] = [];
  let length = 0;
  for (const span of spans) {
    if (batch.length === MAX_SPANS || (batch.length > 0 && length + span.text.length > MAX_LENGTH)) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(span);
    length += span.text.length;
  }
  if (batch.length > 0) yield batch;
}

/** An ExportTraceServiceRequest in JSON. Spans that follow each other and share their groups stand in one. */
export function exportRequest(spans: readonly SpanText[]): string {
  let text = '{"resourceSpans":[';
  spans.forEach((span, i) => {
    const before = spans[i - 1];
    const sameResource = before?.resource === span.resource;
    const sameScope = sameResource && before.scope === span.scope;
    if (before !== undefined) text += sameScope ? ',' : sameResource ? ']},' : ']}]},';
    if (!sameResource) text += `{${span.resource}"scopeSpans":[`;
    if (!sameScope) text += `{${span.scope}"spans":[`;
    text += span.text;
  });
  return `${text}${spans.length > 0 ? ']}]}' : ''}]}`;
}
