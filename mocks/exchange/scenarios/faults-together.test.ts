import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { byName } from '../test-support';
import { ALONE, type FaultName, SIZES, SKEWED_HOST } from './fault-catalogue';
import { durationMs, operation, startedControl } from './test-control';

/** A load at which orders go together, past most steps of the services. */
const LOAD = { ordersPerSecond: 300, seconds: 1 };

/** The spans in which the truth of a fault shows. */
const WITNESSES: Partial<Record<FaultName, (spans: readonly ReadableSpan[]) => readonly ReadableSpan[]>> = {
  'slow-risk-check': (spans) =>
    operation(spans, 'risk-manager', 'check_risk').filter((span) => durationMs(span) >= SIZES.slowRiskMs),
  'n-plus-one': (spans) => {
    const checks = new Set(
      operation(spans, 'wallet-service', 'check_balance').map((span) => span.spanContext().spanId),
    );
    return byName(spans, 'SELECT order').filter(({ parentSpanContext }) => checks.has(parentSpanContext?.spanId ?? ''));
  },
  'lock-convoy': (spans) => byName(spans, 'acquire_lock'),
  'silent-service': (spans) =>
    byName(spans, 'client_order_received').filter(({ status }) => status.message?.includes('risk.validate-order')),
  'clock-skew': (spans) => spans.filter(({ resource }) => resource.attributes['host.name'] === SKEWED_HOST),
  'lost-parents': (spans) => {
    const ids = new Set(spans.map((span) => span.spanContext().spanId));
    return spans.filter(({ parentSpanContext: parent }) => parent && !ids.has(parent.spanId));
  },
  retries: (spans) => byName(spans, 'publish_attempt').filter(({ status }) => status.code === SpanStatusCode.ERROR),
};

describe('a load of more than 100 orders a second', () => {
  it.each(ALONE)('shows %s on every order', async (fault) => {
    const exchange = await startedControl();
    await exchange.under([fault], LOAD);
    const spans = exchange.spans();
    const orders = byName(spans, 'client_order_received');
    expect(orders.length).toBeGreaterThan(250);
    expect(WITNESSES[fault]?.(spans).length).toBeGreaterThanOrEqual(orders.length);
    expect([exchange.faults, exchange.reconcile(), exchange.inFlight()]).toEqual([[], [], 0]);
  });

  it('is exported twice under duplicate-exports', async () => {
    const exchange = await startedControl();
    await exchange.under(['duplicate-exports'], LOAD);
    const orders = byName(exchange.spans(), 'client_order_received');
    const ids = new Set(orders.map((span) => span.spanContext().spanId));
    expect(ids.size).toBeGreaterThan(250);
    expect(orders).toHaveLength(2 * ids.size);
    // They did go together.
    expect(byName(exchange.spans(), 'create_order')).toEqual([]);
  });
});
