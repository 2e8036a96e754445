import type { LatencyResponse } from '@/lib/api/contract';
import { share } from '@/lib/latency/rates';
import type { OperationSort } from '@/lib/url/latency-view';

export type Operation = LatencyResponse['operations'][number];

/**
 * The operations by one of the columns, those that are equal in it by p95, then by name. Errors and rejections are ordered
 * by their share of the spans: 3 of 4 is worse than 30 of 4,000.
 */
export function sortOperations(operations: readonly Operation[], sort: OperationSort, ascending: boolean): Operation[] {
  const sign = ascending ? 1 : -1;
  return operations.toSorted(
    (one, other) =>
      sign * (valueOf(one, sort) - valueOf(other, sort)) ||
      valueOf(other, 'p95') - valueOf(one, 'p95') ||
      compare(one.service, other.service) ||
      compare(one.name, other.name) ||
      compare(one.kind, other.kind),
  );
}

function valueOf(operation: Operation, sort: OperationSort): number {
  switch (sort) {
    case 'rate':
      return operation.count;
    case 'errors':
    case 'rejected':
      return share(operation[sort], operation.count) ?? 0;
    default:
      return operation[sort] ?? 0;
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
