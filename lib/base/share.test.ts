import { expect, it } from 'vitest';
import { formatShare } from './share';

it.each([
  [100, 100, '100 %'],
  [10, 100, '10 %'],
  [9.96, 100, '10 %'],
  [3.44, 100, '3.4 %'],
  [0.05, 100, '0.05 %'],
  [0.004, 100, '< 0.01 %'],
  [0, 100, '0 %'],
  [0, 0, '0 %'],
])('%d of %d is %s', (part, whole, text) => {
  expect(formatShare(part, whole)).toBe(text);
});
