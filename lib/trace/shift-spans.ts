import type { DictionaryColumn, Trace } from './trace';

/**
 * A trace whose spans start later by `shifts` (sooner where that is negative), in the order that {@link Trace} promises,
 * and the shifts in that order. Durations stay. The trace that is given is not changed. O(n log n).
 */
export function shiftSpans(trace: Trace, shifts: Float64Array): { trace: Trace; shifts: Float64Array } {
  const moved = trace.starts.map((start, span) => start + (shifts[span] as number));
  const { durations, spanIds } = trace;
  const order = Uint32Array.from(moved.keys()).sort((a, b) => {
    const sooner = (moved[a] as number) - (moved[b] as number);
    if (sooner !== 0) return sooner;
    const longer = (durations[b] as number) - (durations[a] as number);
    if (longer !== 0) return longer;
    const [idA, idB] = [spanIds[a] as bigint, spanIds[b] as bigint];
    return idA < idB ? -1 : Number(idA > idB);
  });
  const first = order.length === 0 ? 0 : (moved[order[0] as number] as number);
  const starts = inOrder(moved, order).map((start) => start - first);
  return {
    trace: {
      traceId: trace.traceId,
      startUnixNano: trace.startUnixNano + BigInt(first),
      spanCount: trace.spanCount,
      starts,
      spanIds: idsInOrder(spanIds, order),
      parentIds: idsInOrder(trace.parentIds, order),
      durations: inOrder(durations, order),
      services: codesInOrder(trace.services, order),
      names: codesInOrder(trace.names, order),
      kinds: inOrder(trace.kinds, order),
      statuses: inOrder(trace.statuses, order),
      rejected: inOrder(trace.rejected, order),
      eventCounts: inOrder(trace.eventCounts, order),
      linkCounts: inOrder(trace.linkCounts, order),
      ledToCounts: inOrder(trace.ledToCounts, order),
      losses: inOrder(trace.losses, order),
      endedBeforeStart: inOrder(trace.endedBeforeStart, order),
    },
    shifts: inOrder(shifts, order),
  };
}

function inOrder<Column extends Float64Array | Uint32Array | Uint8Array>(column: Column, order: Uint32Array): Column {
  const sorted = column.slice() as Column;
  order.forEach((span, i) => {
    sorted[i] = column[span] as number;
  });
  return sorted;
}

function idsInOrder(ids: BigUint64Array, order: Uint32Array): BigUint64Array {
  return BigUint64Array.from(order, (span) => ids[span] as bigint);
}

function codesInOrder({ codes, values }: DictionaryColumn, order: Uint32Array): DictionaryColumn {
  return { codes: inOrder(codes, order), values };
}
