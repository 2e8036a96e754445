import { encodeTraceJson } from './encode-json';
import type { Span } from './model';

/**
 * OTLP's TracesData as JSON text, a page of spans at a time. Each page has groups by resource and scope of its own, so a
 * resource comes once a page: OTLP allows that, and nothing has to be kept until the last span has come.
 */
export class OtlpJsonWriter {
  private before = '{"resourceSpans":[';

  page(spans: readonly Span[]): string {
    const groups = encodeTraceJson(spans).resourceSpans.map((group) => JSON.stringify(group));
    return groups.length === 0 ? '' : this.separator() + groups.join();
  }

  end(): string {
    return this.before === ',' ? ']}' : `${this.before}]}`;
  }

  private separator(): string {
    const { before } = this;
    this.before = ',';
    return before;
  }
}
