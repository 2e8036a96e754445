import { ProtobufWriter } from './protobuf-writer.ts';

/** Ids of the benchmark's traces follow from their number, so that the reader finds what the writer wrote. */
export interface TraceIds {
  readonly traceId: string;
  readonly orderId: string;
}

export const SPANS_A_TRACE = 10;
/** One trace a batch is this large: the one that reading is measured with. */
export const SPANS_OF_LARGE_TRACE = 100;

const PIPELINE = [
  ['client-gateway', 'POST /v1/order'],
  ['user-service', 'verify_token'],
  ['wallet-service', 'check_balance'],
  ['risk-manager', 'validate_order'],
  ['risk-manager', 'check_risk'],
  ['order-manager', 'create_order'],
  ['algo-engine', 'split_order'],
  ['exchange-gateway', 'send exchange.orders'],
  ['exchange-gateway', 'process exchange.fills'],
  ['notification', 'notify_client'],
] as const;

/** A well-mixed 64-bit number for each input (splitmix64), so that ids look as random as an SDK's. */
function mixed(seed: bigint): bigint {
  let z = BigInt.asUintN(64, seed * 0x9e3779b97f4a7c15n + 0x632be59bd9b4e019n);
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return (z ^ (z >> 31n)) | 1n;
}

const hex64 = (value: bigint) => value.toString(16).padStart(16, '0');

/** The ids of trace `trace` of batch `batch`; trace 0 is the large one. */
export function traceIds(batch: number, trace: number): TraceIds {
  const number = BigInt(batch) * 1_000_000n + BigInt(trace);
  return {
    traceId: hex64(mixed(number * 2n)) + hex64(mixed(number * 2n + 1n)),
    orderId: `ORD-${String(batch).padStart(6, '0')}-${String(trace).padStart(5, '0')}`,
  };
}

interface Slot {
  readonly trace: number;
  readonly index: number;
  readonly service: number;
}

/** Which span of which trace stands where; spans of one service stand together, as a Collector sends them. */
function slotsOf(spans: number): Slot[] {
  const slots: Slot[] = [];
  for (let trace = 0; slots.length < spans; trace++) {
    const size = Math.min(trace === 0 ? SPANS_OF_LARGE_TRACE : SPANS_A_TRACE, spans - slots.length);
    for (let index = 0; index < size; index++) slots.push({ trace, index, service: index % PIPELINE.length });
  }
  return slots.sort((a, b) => a.service - b.service);
}

/** Places in the encoded batch that differ from one batch to the next. */
interface Patch {
  readonly trace: number;
  readonly index: number;
  readonly traceIdAt: number;
  readonly spanIdAt: number;
  readonly parentIdAt: number;
  readonly startAt: number;
  readonly endAt: number;
  readonly orderIdAt: number;
}

/**
 * Makes batches of OTLP spans with 8 attributes each. One batch is encoded once; the following ones overwrite its ids
 * and times in place, so that the load generator takes little of the machine that it measures.
 */
export class BatchMaker {
  private readonly template: Buffer;
  private readonly patches: Patch[];

  /** @param spans how many spans each batch has */
  constructor(spans: number) {
    const slots = slotsOf(spans);
    this.template = encode(slots);
    this.patches = locate(this.template, slots);
  }

  /** The bytes of batch `batch`, with spans that start at `unixMs`. A new buffer each time: it may still be on its way out. */
  make(batch: number, unixMs: number): Buffer {
    const bytes = Buffer.from(this.template);
    const ids = new Map<number, { trace: Buffer; order: string; spanBase: bigint }>();
    for (const patch of this.patches) {
      let trace = ids.get(patch.trace);
      if (!trace) {
        const { traceId, orderId } = traceIds(batch, patch.trace);
        trace = {
          trace: Buffer.from(traceId, 'hex'),
          order: orderId,
          spanBase: BigInt(`0x${traceId.slice(0, 12)}0000`),
        };
        ids.set(patch.trace, trace);
      }
      trace.trace.copy(bytes, patch.traceIdAt);
      bytes.writeBigUInt64BE(trace.spanBase + BigInt(patch.index + 1), patch.spanIdAt);
      if (patch.index > 0)
        bytes.writeBigUInt64BE(trace.spanBase + BigInt(Math.ceil(patch.index / 2)), patch.parentIdAt);
      const start = BigInt(unixMs) * 1_000_000n + BigInt(patch.trace * 20_000 + patch.index * 150_000);
      bytes.writeBigUInt64LE(start, patch.startAt);
      bytes.writeBigUInt64LE(start + BigInt(80_000 + ((batch * 7919 + patch.trace * 104_729) % 900_000)), patch.endAt);
      bytes.write(trace.order, patch.orderIdAt, 'latin1');
    }
    return bytes;
  }
}

function encode(slots: readonly Slot[]): Buffer {
  const request = new ProtobufWriter();
  for (const [service, [name]] of PIPELINE.entries()) {
    const own = slots.filter((slot) => slot.service === service);
    request.message(1, (resourceSpans) => {
      resourceSpans.message(1, (resource) => {
        attribute(resource, 1, 'service.name', (value) => value.blob(1, name));
        attribute(resource, 1, 'service.version', (value) => value.blob(1, '4.12.0'));
        attribute(resource, 1, 'host.name', (value) => value.blob(1, `${name}-7d9f6c5b8-x2x4z`));
      });
      resourceSpans.message(2, (scopeSpans) => {
        scopeSpans.message(1, (scope) => scope.blob(1, 'trading-pipeline').blob(2, '1.0.0'));
        for (const slot of own) scopeSpans.message(2, (span) => encodeSpan(span, slot));
      });
    });
  }
  return request.finish();
}

function attribute(parent: ProtobufWriter, field: number, key: string, write: (value: ProtobufWriter) => void) {
  parent.message(field, (pair) => pair.blob(1, key).message(2, write));
}

/** Trace ids of the template begin with bytes that no text has, so that `locate` finds them again. */
const MARK = 0xfffefdfc;

function encodeSpan(span: ProtobufWriter, { trace, index, service }: Slot) {
  const id = Buffer.alloc(8);
  const traceId = Buffer.alloc(16);
  traceId.writeUInt32BE(MARK);
  span.blob(1, traceId).blob(2, id);
  if (index > 0) span.blob(4, id);
  span.blob(5, PIPELINE[service]?.[1] ?? '').integer(6, index === 0 ? 2 : 1);
  span.fixed64(7, 0n).fixed64(8, 0n);
  const text = (key: string, value: string) => attribute(span, 9, key, (any) => any.blob(1, value));
  text('order.id', traceIds(0, 0).orderId);
  text('user.id', `user-${trace % 500}`);
  text('order.symbol', ['BTC-USD', 'ETH-USD', 'SOL-USD'][trace % 3] ?? '');
  text('order.side', trace % 2 === 0 ? 'buy' : 'sell');
  text('order.type', 'limit');
  attribute(span, 9, 'order.quantity', (any) => any.integer(3, 100 + index));
  attribute(span, 9, 'messaging.message.body.size', (any) => any.integer(3, 512));
  attribute(span, 9, 'risk.passed', (any) => any.integer(2, 1));
  span.message(15, (status) => status.integer(3, trace % 97 === 5 && index === 3 ? 2 : 1));
}

/** Reads the positions out of the template. Field order and lengths are `encodeSpan`'s. */
function locate(template: Buffer, slots: readonly Slot[]): Patch[] {
  const mark = Buffer.alloc(4);
  mark.writeUInt32BE(MARK);
  let at = 0;
  return slots.map(({ trace, index }) => {
    const traceIdAt = template.indexOf(mark, at);
    const spanIdAt = traceIdAt + 16 + 2;
    const parentIdAt = index > 0 ? spanIdAt + 8 + 2 : 0;
    const nameAt = spanIdAt + 8 + (index > 0 ? 10 : 0);
    const startAt = nameAt + 2 + (template[nameAt + 1] ?? 0) + 2 + 1;
    const orderIdAt = template.indexOf('ORD-', startAt, 'latin1');
    at = orderIdAt;
    return { trace, index, traceIdAt, spanIdAt, parentIdAt, startAt, endAt: startAt + 9, orderIdAt };
  });
}
