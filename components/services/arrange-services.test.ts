import { describe, expect, it } from 'vitest';
import { DEFAULT_SERVICES_VIEW } from '@/lib/url/services-view';
import { arrangeServices } from './arrange-services';
import { operationOf, serviceOf } from './test-support';

const services = [
  serviceOf({
    name: 'wallet',
    count: 10,
    p95: 300,
    operations: [operationOf({ name: 'check_balance', p95: 300 }), operationOf({ name: 'reserve', p95: 400 })],
  }),
  serviceOf({ name: 'gateway', count: 20, p95: 200, errors: 2, operations: [operationOf({ name: 'POST /v1/order' })] }),
  serviceOf({ name: 'audit', count: 1, p95: 900, errors: 1, operations: [operationOf({ name: 'write' })] }),
];
const names = (view: Partial<typeof DEFAULT_SERVICES_VIEW>) =>
  arrangeServices(services, { ...DEFAULT_SERVICES_VIEW, ...view }).map(({ service }) => service.name);

describe('arrangeServices', () => {
  it('sorts by name, by a number, or by the share that failed', () => {
    expect(names({})).toEqual(['audit', 'gateway', 'wallet']);
    expect(names({ ascending: false })).toEqual(['wallet', 'gateway', 'audit']);
    expect(names({ sort: 'p95', ascending: false })).toEqual(['audit', 'wallet', 'gateway']);
    // 1 of 1, 2 of 20, 0 of 10.
    expect(names({ sort: 'errors', ascending: false })).toEqual(['audit', 'gateway', 'wallet']);
  });

  it('sorts the operations of a service in the same way', () => {
    const [wallet] = arrangeServices(services, {
      ...DEFAULT_SERVICES_VIEW,
      filter: 'wallet',
      sort: 'p95',
      ascending: false,
    });
    expect(wallet?.operations.map((operation) => operation.name)).toEqual(['reserve', 'check_balance']);
  });

  it('keeps all operations of a service whose own name matches, folded unless it was opened', () => {
    const view = { ...DEFAULT_SERVICES_VIEW, filter: ' WALLET ' };
    expect(arrangeServices(services, view)).toMatchObject([{ open: false, held: false, operations: [{}, {}] }]);
    expect(arrangeServices(services, { ...view, open: ['wallet'] })).toMatchObject([{ open: true }]);
  });

  it('keeps only the operations that match of another service, and shows them', () => {
    const [gateway, ...more] = arrangeServices(services, { ...DEFAULT_SERVICES_VIEW, filter: 'order' });
    expect(more).toEqual([]);
    expect(gateway).toMatchObject({ open: true, held: true, operations: [{ name: 'POST /v1/order' }] });
  });
});
