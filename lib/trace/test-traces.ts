import fc from 'fast-check';
import { traceFromSpans } from './from-spans';
import { SpanKind, StatusCode, type Trace } from './trace';

/**
 * For property tests: small traces in which everything goes wrong that can. Parents are any span (itself, a later one and
 * one that is not there included), ids repeat, children overflow their parents, and times collide because there are few.
 */
export function arbitraryTrace(maxSpans = 12): fc.Arbitrary<Trace> {
  const span = fc.record({
    id: fc.integer({ min: 1, max: maxSpans * 2 }),
    parent: fc.integer({ min: 0, max: maxSpans * 2 }),
    start: fc.integer({ min: 0, max: 20 }),
    length: fc.integer({ min: -2, max: 15 }),
    service: fc.constantFrom('gateway', 'risk', 'engine'),
    kind: fc.constantFrom(SpanKind.Internal, SpanKind.Producer, SpanKind.Consumer),
    status: fc.constantFrom(StatusCode.Unset, StatusCode.Error),
    rejected: fc.boolean(),
  });
  return fc.array(span, { minLength: 1, maxLength: maxSpans }).map((spans) =>
    traceFromSpans(
      '0af7651916cd43dd8448eb211c80319c',
      spans.map(({ id, parent, start, length, ...rest }) => ({
        ...rest,
        spanId: BigInt(id),
        parentId: BigInt(parent),
        name: `span ${id}`,
        start,
        end: start + length,
      })),
    ),
  );
}

/** A trace of `count` spans in which span `i` hangs below `parentOf(i)` (-1: none) and runs as `timeOf(i)` says. */
export function regularTrace(
  count: number,
  parentOf: (i: number) => number,
  timeOf: (i: number) => readonly [start: number, end: number],
): Trace {
  return traceFromSpans(
    '0af7651916cd43dd8448eb211c80319c',
    Array.from({ length: count }, (_, i) => {
      const [start, end] = timeOf(i);
      return {
        spanId: BigInt(i + 1),
        parentId: BigInt(parentOf(i) + 1),
        service: 'engine',
        name: `span ${i}`,
        start,
        end,
      };
    }),
  );
}
