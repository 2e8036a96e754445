import { InvalidOtlp } from './invalid-otlp';

/**
 * What decoding one request may build, in units of about 50 bytes of memory. Two bytes of protobuf are enough for an
 * empty span, so 64 MiB, the largest body, could ask for 32 million of them and exhaust the process. A body of that
 * size full of real spans (250,000, with eight attributes each) takes three quarters of this.
 */
export const DECODE_BUDGET = 8_000_000;

/** What each thing costs of {@link DECODE_BUDGET}: its object, its lists and its texts. */
export const COST = { group: 4, span: 8, event: 4, link: 4, value: 2 } as const;

/** @throws InvalidOtlp always: for a request that used up its {@link DECODE_BUDGET}. */
export function failOverBudget(): never {
  throw new InvalidOtlp(
    `The request holds more spans, events, links and attribute values than one request may (about ${DECODE_BUDGET / COST.span} spans or ${DECODE_BUDGET / COST.value} values). Send it in smaller batches.`,
  );
}
