import type { ServicesResponse } from '@/lib/api/contract';

type Service = ServicesResponse['services'][number];
type Operation = Service['operations'][number];

const NUMBERS = { count: 60, errors: 0, rejected: 0, p50: 100, p95: 200, p99: 300, max: 400 };

/** An operation with what a test cares about. */
export function operationOf(operation: Partial<Operation> = {}): Operation {
  return { name: 'operation', kind: 'Server', ...NUMBERS, ...operation };
}

/** A service with what a test cares about; all of its operations are listed unless said otherwise. */
export function serviceOf(service: Partial<Service> = {}): Service {
  const operations = service.operations ?? [];
  return { name: 'service', ...NUMBERS, operations, operationCount: operations.length, ...service };
}
