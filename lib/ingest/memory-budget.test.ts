import { expect, it } from 'vitest';
import { MemoryBudget } from './memory-budget';

it('is shared by all that claim from it', () => {
  const budget = new MemoryBudget(100);
  const [one, other] = [budget.claim(), budget.claim()];
  expect([one.grow(60), other.grow(41), other.grow(40), one.grow(1)]).toEqual([true, false, true, false]);
});

it('has room again for what was released, in part or at the end', () => {
  const budget = new MemoryBudget(100);
  const [one, other] = [budget.claim(), budget.claim()];
  one.grow(60);
  other.grow(40);
  one.release(10);
  expect([other.grow(11), other.grow(10)]).toEqual([false, true]);
  one.release();
  expect([other.grow(50), other.grow(1)]).toEqual([true, true]);
});

it('lets one that is alone have more than there is, and nobody beside it', () => {
  const budget = new MemoryBudget(100);
  const [one, other] = [budget.claim(), budget.claim()];
  expect([one.grow(500), other.grow(1)]).toEqual([true, false]);
  one.release();
  expect(other.grow(1)).toBe(true);
});
