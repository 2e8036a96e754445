import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_EXCHANGE_VIEW, EXCHANGE_VIEW, ORDER_CHOICES, SECTIONS } from './exchange-view';

it('comes back from the URL as it was', () => {
  const views = fc.record({
    section: fc.constantFrom(...SECTIONS),
    scenario: fc.string(),
    symbol: fc.string(),
    orders: fc.constantFrom(...ORDER_CHOICES),
  });
  fc.assert(
    fc.property(views, (view) => {
      expect(EXCHANGE_VIEW.parse(new URLSearchParams(EXCHANGE_VIEW.format(view).toString()))).toEqual(view);
    }),
  );
});

it('leaves the defaults out, and takes them for what is no sense', () => {
  expect(EXCHANGE_VIEW.format(DEFAULT_EXCHANGE_VIEW).toString()).toBe('');
  expect(EXCHANGE_VIEW.parse(new URLSearchParams('section=kitchen&orders=mine'))).toEqual(DEFAULT_EXCHANGE_VIEW);
});
