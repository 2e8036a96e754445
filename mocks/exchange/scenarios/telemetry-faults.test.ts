import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { byName } from '../test-support';
import { LOST_SPAN, SIZES, SKEWED_HOST } from './fault-catalogue';
import { durationMs, planted, startedControl, startMs } from './test-control';

describe('a skewed clock', () => {
  it('shifts every span of its host by 250 ms, events and all, and nothing else', async () => {
    const [right, skewed] = [await startedControl(), await planted('clock-skew')];
    await right.under([]);
    const onHost = (spans: readonly ReadableSpan[]) =>
      spans.filter(({ resource }) => resource.attributes['host.name'] === SKEWED_HOST);
    const [true_, told] = [onHost(right.spans()), onHost(skewed.spans)];
    expect(told.length).toBeGreaterThan(50);
    expect(told.map(startMs)).toEqual(true_.map((span) => expect.closeTo(startMs(span) + SIZES.skewMs, 6)));
    expect(told.map(durationMs)).toEqual(true_.map(durationMs));
    const eventMs = ({ events }: ReadableSpan) => events.map(({ time: [s, n] }) => (s - 1_800_000_000) * 1e3 + n / 1e6);
    expect(told.map(eventMs)).toEqual(
      true_.map((span) => eventMs(span).map((at) => expect.closeTo(at + SIZES.skewMs, 6))),
    );
    const elsewhere = (spans: readonly ReadableSpan[]) => spans.filter((span) => !onHost(spans).includes(span));
    expect(elsewhere(skewed.spans).map(startMs)).toEqual(elsewhere(right.spans()).map(startMs));
  });
});

describe('lost parents', () => {
  it('leave create_order with a parent that never arrives', async () => {
    const { spans } = await planted('lost-parents');
    expect(byName(spans, LOST_SPAN)).toEqual([]);
    const ids = new Set(spans.map((span) => span.spanContext().spanId));
    const orphans = spans.filter(({ parentSpanContext: parent }) => parent && !ids.has(parent.spanId));
    expect(new Set(orphans.map(({ name }) => name))).toEqual(new Set(['create_order']));
    expect(orphans).toHaveLength(byName(spans, 'client_order_received').length);
  });
});

describe('duplicate exports', () => {
  it('bring each span twice', async () => {
    const { spans } = await planted('duplicate-exports');
    const orders = byName(spans, 'client_order_received');
    const ids = new Set(orders.map((span) => span.spanContext().spanId));
    expect(ids.size).toBeGreaterThan(30);
    expect(orders).toHaveLength(2 * ids.size);
  });
});
