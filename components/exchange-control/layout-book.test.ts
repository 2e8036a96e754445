import { describe, expect, it } from 'vitest';
import { layoutBook } from './layout-book';

const level = (price: string, quantity: string) => ({ price, quantity, orders: 1 });

describe('the order book as it is drawn', () => {
  it('grows with each price, up to the whole of the deeper side', () => {
    const { bids, asks } = layoutBook({
      bids: [level('99', '1'), level('98', '3')],
      asks: [level('101', '2'), level('102', '6')],
    });
    expect(bids.map(({ depth }) => depth)).toEqual([1 / 8, 4 / 8]);
    expect(asks.map(({ depth }) => depth)).toEqual([2 / 8, 8 / 8]);
  });

  it('has the spread in the decimals of its prices, without what binary fractions add', () => {
    // 0.30 - 0.1 is 0.19999999999999998 in binary. Middle 0.2: 0.2 / 0.2 is 10,000 basis points.
    const { spread } = layoutBook({ bids: [level('0.1', '1')], asks: [level('0.30', '1')] });
    expect(spread?.text).toBe('0.20');
    expect(spread?.basisPoints).toBeCloseTo(10_000, 6);
  });

  it('writes all quantities with as many decimals as the longest has', () => {
    const { bids, asks } = layoutBook({
      bids: [level('99', '1'), level('98', '0.25088')],
      asks: [level('101', '0.0561')],
    });
    expect([...bids, ...asks].map(({ quantity }) => quantity)).toEqual(['1.00000', '0.25088', '0.05610']);
  });

  it('has no spread while a side is empty, and no bars without quantity', () => {
    expect(layoutBook({ bids: [], asks: [level('101', '2')] }).spread).toBeNull();
    expect(layoutBook({ bids: [level('99', '0')], asks: [] }).bids[0]?.depth).toBe(0);
  });
});
