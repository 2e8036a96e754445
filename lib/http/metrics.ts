export interface Metric {
  /** Lower-case words joined by underscores; a counter's ends in `_total`. */
  readonly name: string;
  /** One line. */
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly value: number;
}

/** Metrics without labels in Prometheus' text format, version 0.0.4. */
export function metricsText(metrics: readonly Metric[]): string {
  return metrics
    .map(({ name, help, type, value }) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`)
    .join('');
}
