export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A span in progress, as far as the work inside it needs it. */
export interface RootSpan {
  /** 32 hex digits; '' when nothing is traced. */
  readonly traceId: string;
  /** For the requests that belong to the span: `traceparent`. */
  readonly headers: Readonly<Record<string, string>>;
  setAttributes(attributes: SpanAttributes): void;
}

export interface BrowserTelemetry {
  /**
   * Runs `work` inside a new trace's root span of kind CLIENT and ends the span with it. What `work` throws marks the span
   * as an error and is thrown on.
   */
  inRootSpan<T>(name: string, attributes: SpanAttributes, work: (span: RootSpan) => Promise<T>): Promise<T>;
}

const UNTRACED: BrowserTelemetry = {
  inRootSpan: (_name, _attributes, work) => work({ traceId: '', headers: {}, setAttributes: () => {} }),
};

let loading: Promise<BrowserTelemetry> | undefined;

/**
 * The page's tracing, loaded once, in a chunk of its own so that it does not delay the first paint. When the chunk cannot
 * be loaded, work runs untraced: an order matters more than its trace.
 */
export function browserTelemetry(): Promise<BrowserTelemetry> {
  loading ??= import('./browser').then(
    ({ startBrowserTelemetry }) => startBrowserTelemetry(window.location.origin),
    (error: unknown) => {
      console.warn('Tracing could not be loaded; the work of this page is not traced.', error);
      return UNTRACED;
    },
  );
  return loading;
}
