import type { Span } from '@/lib/otlp/model';

/** A sane span, with what a test wants to be different. Each call makes its own resource and scope. */
export function testSpan(different: Partial<Span> = {}): Span {
  return {
    resource: { attributes: [], droppedAttributesCount: 0, entityRefs: '', schemaUrl: '' },
    scope: { name: '', version: '', attributes: [], droppedAttributesCount: 0, schemaUrl: '' },
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    parentSpanId: '',
    traceState: '',
    flags: 1,
    name: 'check_risk',
    kind: 1,
    startTimeUnixNano: 1_700_000_000_000_000_000n,
    endTimeUnixNano: 1_700_000_000_000_000_005n,
    attributes: [],
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    statusCode: 0,
    statusMessage: '',
    alteredValuesCount: 0,
    ...different,
  };
}
