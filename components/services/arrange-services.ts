import type { ServicesResponse } from '@/lib/api/contract';
import { share } from '@/lib/latency/rates';
import type { ServiceSort, ServicesView } from '@/lib/url/services-view';

export type Service = ServicesResponse['services'][number];
export type ServiceOperation = Service['operations'][number];

/** A service as it is listed: which of its operations are shown, and whether they are. */
export interface ListedService {
  readonly service: Service;
  readonly operations: readonly ServiceOperation[];
  readonly open: boolean;
  /** Open because the filter found operations in it, so it cannot be closed. */
  readonly held: boolean;
}

/**
 * The services that the filter lets through, sorted, each with its operations in the same order. A service whose own name
 * contains the filter has all its operations; another one has those whose names do, and is then open so that they are seen.
 */
export function arrangeServices(
  services: readonly Service[],
  { filter, sort, ascending, open }: Pick<ServicesView, 'filter' | 'sort' | 'ascending' | 'open'>,
): ListedService[] {
  const wanted = filter.trim().toLowerCase();
  const opened = new Set(open);
  const by = comparison(sort, ascending);
  return services.toSorted(by).flatMap((service): ListedService[] => {
    const whole = service.name.toLowerCase().includes(wanted);
    const operations = whole
      ? service.operations
      : service.operations.filter((operation) => operation.name.toLowerCase().includes(wanted));
    if (!whole && operations.length === 0) return [];
    return [{ service, operations: operations.toSorted(by), open: !whole || opened.has(service.name), held: !whole }];
  });
}

/** Errors and rejections are ordered by their share of the spans, then all by name. */
function comparison(sort: ServiceSort, ascending: boolean) {
  const sign = ascending ? 1 : -1;
  return (one: ServiceOperation | Service, other: ServiceOperation | Service): number => {
    const byName = one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
    return sort === 'name' ? sign * byName : sign * (valueOf(one, sort) - valueOf(other, sort)) || byName;
  };
}

function valueOf(row: ServiceOperation | Service, sort: Exclude<ServiceSort, 'name'>): number {
  switch (sort) {
    case 'rate':
      return row.count;
    case 'errors':
    case 'rejected':
      return share(row[sort], row.count) ?? 0;
    default:
      return row[sort] ?? 0;
  }
}
