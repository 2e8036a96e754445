import { CopyButton } from '@/components/ui/CopyButton';

/** What any OpenTelemetry SDK needs to send its spans to the server at `origin`. */
export function exporterVariables(origin: string): string {
  return [
    `export OTEL_EXPORTER_OTLP_ENDPOINT=${origin}`,
    'export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf',
    'export OTEL_TRACES_EXPORTER=otlp',
  ].join('\n');
}

/** The three lines, ready to be pasted in front of a service's start. */
export function SendYourSpans({ origin }: { readonly origin: string }) {
  const lines = exporterVariables(origin);
  return (
    <div className="relative rounded-md bg-surface-sunken text-left">
      <pre
        aria-label="Environment variables"
        className="p-3 pr-9 font-mono text-xs leading-5 break-all whitespace-pre-wrap"
      >
        {lines}
      </pre>
      <CopyButton text={lines} label="Copy the environment variables" className="absolute right-1.5 top-1.5" />
    </div>
  );
}
