import { expect, it } from 'vitest';
import { RowSlots } from './row-slots';

it('keeps the elements of rows that stay, and has new ones for the few that come', () => {
  const slots = new RowSlots();
  expect(slots.assign([0, 1, 2, 3])).toEqual([0, 1, 2, 3]);
  expect(slots.assign([0, 1, 2, 3])).toEqual([0, 1, 2, 3]);
  expect(slots.assign([2, 3, 4, 5])).toEqual([2, 3, 4, 5]);
});

it('gives the elements of rows that left to those that a jump brings', () => {
  const slots = new RowSlots();
  slots.assign([0, 1, 2, 3]);
  expect(slots.assign([70, 71, 72, 73])).toEqual([0, 1, 2, 3]);
  // The row with the focus keeps its own, and one more is needed.
  expect(slots.assign([72, 900, 901, 902, 903])).toEqual([2, 0, 1, 3, 4]);
  expect(slots.assign([72])).toEqual([2]);
});
