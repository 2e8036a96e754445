import { expect, it } from 'vitest';
import { p95 } from './trace-page';

it('leaves 5 values in 100 above it', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(p95(values)).toBe(95);
  expect(p95([...values, ...values])).toBe(95);
  expect(p95([7])).toBe(7);
  expect(p95([])).toBeNaN();
});
