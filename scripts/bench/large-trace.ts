import { ProtobufWriter } from './protobuf-writer.ts';

const SPANS_A_REQUEST = 10_000;
const SERVICES = 20;
const OPERATIONS_A_SERVICE = 6;
/** Children of one span, in turn: most spans are leaves, some fan out widely. */
const FAN_OUTS = [3, 1, 8, 2, 0, 5, 1, 0, 30, 2];

interface Node {
  readonly index: number;
  readonly parent: number;
  readonly depth: number;
  readonly start: number;
  readonly duration: number;
}

/**
 * A trace of `count` spans as OTLP requests: a tree grown level by level, some thirty levels deep, children within their
 * parents, two spans in a hundred with an error. The same count gives the same trace.
 */
export function* largeTrace(count: number, traceId: Buffer, startUnixNano: bigint): Generator<Buffer> {
  let request: Node[] = [];
  for (const node of nodes(count)) {
    request.push(node);
    if (request.length < SPANS_A_REQUEST) continue;
    yield encode(request, traceId, startUnixNano);
    request = [];
  }
  if (request.length > 0) yield encode(request, traceId, startUnixNano);
}

function* nodes(count: number): Generator<Node> {
  let open: Node[] = [{ index: 0, parent: -1, depth: 0, start: 0, duration: count * 20_000 }];
  yield open[0] as Node;
  let made = 1;
  while (made < count) {
    const next: Node[] = [];
    for (const parent of open) {
      // A level without children would end the tree before it has all its spans.
      const wanted = FAN_OUTS[parent.index % FAN_OUTS.length] ?? 0;
      const children = Math.min(count - made, next.length === 0 && wanted === 0 ? 2 : wanted);
      for (let child = 0; child < children; child++) {
        const slot = parent.duration / children;
        const node = {
          index: made++,
          parent: parent.index,
          depth: parent.depth + 1,
          start: Math.floor(parent.start + child * slot * 0.95),
          duration: Math.max(1, Math.floor(slot * (0.5 + ((made * 7919) % 50) / 100))),
        };
        next.push(node);
        yield node;
      }
      if (made >= count) break;
    }
    open = next;
  }
}

function encode(spans: readonly Node[], traceId: Buffer, startUnixNano: bigint): Buffer {
  const request = new ProtobufWriter();
  for (let service = 0; service < SERVICES; service++) {
    const own = spans.filter(({ index }) => serviceOf(index) === service);
    if (own.length === 0) continue;
    request.message(1, (resourceSpans) => {
      resourceSpans.message(1, (resource) =>
        resource.message(1, (pair) =>
          pair.blob(1, 'service.name').message(2, (value) => value.blob(1, `service-${service}`)),
        ),
      );
      resourceSpans.message(2, (scopeSpans) => {
        for (const node of own) scopeSpans.message(2, (span) => encodeSpan(span, node, traceId, startUnixNano));
      });
    });
  }
  return request.finish();
}

function serviceOf(index: number): number {
  return ((index * 2_654_435_761) % 4_294_967_296) % SERVICES;
}

function encodeSpan(span: ProtobufWriter, node: Node, traceId: Buffer, startUnixNano: bigint): void {
  const { index, parent, start, duration } = node;
  span.blob(1, traceId).blob(2, spanId(index));
  if (parent >= 0) span.blob(4, spanId(parent));
  span.blob(5, `operation-${serviceOf(index)}-${(index * 31) % OPERATIONS_A_SERVICE}`).integer(6, 1 + (index % 5));
  span.fixed64(7, startUnixNano + BigInt(start)).fixed64(8, startUnixNano + BigInt(start + duration));
  span.message(9, (pair) => pair.blob(1, 'order.id').message(2, (value) => value.blob(1, `ORD-${index % 1000}`)));
  span.message(15, (status) => status.integer(3, index % 50 === 7 ? 2 : 0));
}

function spanId(index: number): Buffer {
  const id = Buffer.alloc(8);
  id.writeUInt32BE(0x5eed_0000);
  id.writeUInt32BE(index + 1, 4);
  return id;
}
