import type { ServicesResponse } from '@/lib/api/contract';
import type { UnixNanos } from '@/lib/base/units';
import { type RedRow, redNumbers } from './red';
import { sqlFile } from './sql-file';
import type { Store } from './store';

interface ServiceRow extends RedRow {
  readonly total: number;
  readonly service: string;
  readonly name: string;
  readonly kind: string;
  readonly serviceCount: string;
  readonly operationCount: string;
}

/**
 * The services of a range of whole minutes with their operations, the busiest first. At most `limit` services and operations
 * together, services before operations; the counts say how many there are.
 */
export async function listServices(
  store: Store,
  { start, end }: { readonly start: UnixNanos; readonly end: UnixNanos },
  limit: number,
): Promise<ServicesResponse> {
  const rows = await store.select<ServiceRow>(sqlFile('queries/services.sql'), {
    start: start / 1_000_000_000n,
    end: end / 1_000_000_000n,
    limit,
  });
  const services = new Map<string, ServicesResponse['services'][number]>();
  for (const row of rows) {
    if (row.total === 1) {
      const operationCount = Number(row.operationCount);
      services.set(row.service, { name: row.service, ...redNumbers(row), operations: [], operationCount });
    } else {
      services.get(row.service)?.operations.push({ name: row.name, kind: row.kind, ...redNumbers(row) });
    }
  }
  return { services: [...services.values()], serviceCount: Number(rows[0]?.serviceCount ?? 0) };
}
