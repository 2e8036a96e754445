import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_SERVICES_VIEW,
  formatServicesView,
  parseServicesView,
  SERVICE_SORTS,
  type ServicesView,
} from './services-view';

const views: fc.Arbitrary<ServicesView> = fc.record({
  range: fc.constantFrom(
    { kind: 'relative', last: '1h' } as const,
    { kind: 'relative', last: '7d' } as const,
    { kind: 'absolute', startMs: 5, endMs: 1e12 } as const,
  ),
  filter: fc.string(),
  sort: fc.constantFrom(...SERVICE_SORTS),
  ascending: fc.boolean(),
  open: fc.uniqueArray(fc.string()),
});

describe('the list of services in a URL', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(parseServicesView(new URLSearchParams(formatServicesView(view).toString()))).toEqual(view);
      }),
    );
  });

  it('leaves the defaults out', () => {
    expect(formatServicesView(DEFAULT_SERVICES_VIEW).toString()).toBe('');
  });

  it('sorts names from A and numbers from the largest unless told otherwise', () => {
    expect(parseServicesView(new URLSearchParams('sort=p95'))).toMatchObject({ sort: 'p95', ascending: false });
    expect(parseServicesView(new URLSearchParams('sort=p95&order=asc'))).toMatchObject({ ascending: true });
    expect(parseServicesView(new URLSearchParams('sort=colour'))).toMatchObject({ sort: 'name', ascending: true });
  });
});
