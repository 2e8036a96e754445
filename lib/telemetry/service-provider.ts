import { ProxyTracerProvider, type Tracer } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, type Sampler, type SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { ATTR_SERVICE_INSTANCE_ID, ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';

/** One running copy of a service, as its resource describes it. */
export interface ServiceIdentity {
  readonly name: string;
  readonly version: string;
  readonly instanceId: string;
  readonly hostName: string;
}

/** A batch of thousands of orders keeps a link to each; the SDK's own limit is 128. */
export const LINK_COUNT_LIMIT = 10_000;

/**
 * The context of the code that is running. Not the global one: Next looks there, and would begin to trace itself as soon as
 * it found a recording span. Start spans with an explicit parent: `tracer.startSpan(name, options, contexts.active())`.
 */
export const contexts = new AsyncLocalStorageContextManager().enable();

/**
 * A provider of its own for one service; several may live in one process. Shut it down to flush its processors. Every span is
 * recorded when `sampler` is left out, and none with OTEL_SDK_DISABLED=true, as the OpenTelemetry specification has it.
 */
export function createServiceProvider(
  identity: ServiceIdentity,
  spanProcessors: SpanProcessor[],
  sampler?: Sampler,
): { tracer: Tracer; shutdown(): Promise<void> } {
  if (process.env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') {
    return { tracer: new ProxyTracerProvider().getTracer(identity.name), shutdown: () => Promise.resolve() };
  }
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({
      [ATTR_SERVICE_NAME]: identity.name,
      [ATTR_SERVICE_VERSION]: identity.version,
      [ATTR_SERVICE_INSTANCE_ID]: identity.instanceId,
      'host.name': identity.hostName,
    }),
    spanLimits: { linkCountLimit: LINK_COUNT_LIMIT },
    spanProcessors,
    ...(sampler ? { sampler } : {}),
  });
  return { tracer: provider.getTracer(identity.name, identity.version), shutdown: () => provider.shutdown() };
}
