import { ROOT_CONTEXT } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterEach, expect, it, vi } from 'vitest';
import { createServiceProvider } from './service-provider';

const identity = { name: 'risk-manager', version: '1.0.0', instanceId: 'risk-manager-1', hostName: 'host-1' };

afterEach(() => vi.unstubAllEnvs());

async function spansOf(linkCount = 0) {
  const exporter = new InMemorySpanExporter();
  const { tracer } = createServiceProvider(identity, [new SimpleSpanProcessor(exporter)]);
  const context = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), traceFlags: 1 };
  const links = Array.from({ length: linkCount }, () => ({ context }));
  tracer.startSpan('check_risk', { links }, ROOT_CONTEXT).end();
  // The exporter has them a turn later.
  await new Promise((resolve) => setImmediate(resolve));
  return exporter.getFinishedSpans();
}

it('names the service, its copy and its host on every span', async () => {
  const [span] = await spansOf();
  expect(span?.resource.attributes).toEqual({
    'service.name': 'risk-manager',
    'service.version': '1.0.0',
    'service.instance.id': 'risk-manager-1',
    'host.name': 'host-1',
  });
});

it('keeps more links than the 128 of the SDK', async () => {
  const [span] = await spansOf(300);
  expect(span?.links).toHaveLength(300);
});

it('makes no span where the environment has switched the SDK off', async () => {
  vi.stubEnv('OTEL_SDK_DISABLED', 'true');
  expect(await spansOf()).toEqual([]);
});
