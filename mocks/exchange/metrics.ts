import type { ExchangeCounters } from './index';

/** The exchange's counters, named as Prometheus wants them. */
export function exchangeMetrics(counters: ExchangeCounters) {
  const { ended, exported, failed, withheld, dropped, inFlight, evictedOrders, evictedSpanContexts } = counters;
  const metric = (type: 'counter' | 'gauge', name: string, help: string, value: number) => ({
    name: `fillpath_exchange_${name}`,
    help,
    type,
    value,
  });
  return [
    metric('counter', 'spans_ended_total', 'Spans that the mock exchange has made.', ended),
    metric('counter', 'spans_exported_total', 'Spans of the mock exchange that ingest has acknowledged.', exported),
    metric(
      'counter',
      'spans_failed_total',
      'Spans of the mock exchange that ingest refused, or that could not be sent.',
      failed,
    ),
    metric('counter', 'spans_withheld_total', 'Spans of the mock exchange that a planted fault kept back.', withheld),
    metric(
      'counter',
      'spans_dropped_total',
      'Spans of the mock exchange that were never sent: too many were waiting, or it had stopped.',
      dropped,
    ),
    metric('gauge', 'messages_in_flight', 'Messages between services that nobody has dealt with yet.', inFlight),
    metric(
      'counter',
      'evicted_orders_total',
      'Finished orders that were forgotten to keep memory bounded.',
      evictedOrders,
    ),
    metric(
      'counter',
      'evicted_span_contexts_total',
      'Spans that links can no longer point to, forgotten to keep memory bounded.',
      evictedSpanContexts,
    ),
  ];
}
