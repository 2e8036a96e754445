import { describe, expect, it } from 'vitest';
import { formatCount } from './units';

describe('formatCount', () => {
  it('groups digits and keeps two decimals of an average', () => {
    expect([0, 999, 1_234_567, 2.345, 12.5].map((count) => formatCount(count))).toEqual([
      '0',
      '999',
      '1,234,567',
      '2.35',
      '12.5',
    ]);
  });
});
