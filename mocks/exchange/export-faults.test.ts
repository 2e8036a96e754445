import { SpanKind } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { createServiceProvider } from '@/lib/telemetry/service-provider';
import { ExportFaults } from './export-faults';

function finished(name: string, hostName: string) {
  const exporter = new InMemorySpanExporter();
  const identity = { name: 's', version: '1', instanceId: '1', hostName };
  const { tracer } = createServiceProvider(identity, [new SimpleSpanProcessor(exporter)]);
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, startTime: [100, 999_000_000], attributes: { a: 1 } });
  span.addEvent('e', {}, [101, 0]);
  span.end([101, 1_000_000]);
  return exporter.getFinishedSpans();
}

describe('what is planted in the export', () => {
  it('is nothing at first: the same array', () => {
    const spans = finished('a', 'h');
    expect(new ExportFaults().apply(spans)).toBe(spans);
  });

  it('moves the times of a host across a second, and leaves the rest of the span as it was', () => {
    const faults = new ExportFaults();
    faults.skewMs.set('h', 2);
    const [ahead] = faults.apply(finished('a', 'h'));
    expect([ahead?.startTime, ahead?.endTime, ahead?.events[0]?.time]).toEqual([
      [101, 1_000_000],
      [101, 3_000_000],
      [101, 2_000_000],
    ]);
    faults.skewMs.set('h', -250);
    const [behind] = faults.apply(finished('a', 'h'));
    expect([behind?.startTime, behind?.endTime]).toEqual([
      [100, 749_000_000],
      [100, 751_000_000],
    ]);
    expect(behind).toMatchObject({ name: 'a', kind: SpanKind.SERVER, attributes: { a: 1 }, duration: [0, 2_000_000] });
    expect(behind?.spanContext().spanId).toMatch(/^[0-9a-f]{16}$/);
  });

  it('leaves other hosts alone, and the span itself', () => {
    const faults = new ExportFaults();
    faults.skewMs.set('h', 1_000);
    const [other] = finished('a', 'elsewhere');
    expect(faults.apply(other ? [other] : [])[0]).toBe(other);
    const [span] = finished('a', 'h');
    faults.apply(span ? [span] : []);
    expect(span?.startTime).toEqual([100, 999_000_000]);
  });

  it('keeps spans back by their names', () => {
    const faults = new ExportFaults();
    faults.lost.add('a');
    expect(faults.apply([...finished('a', 'h'), ...finished('b', 'h')]).map(({ name }) => name)).toEqual(['b']);
  });
});
