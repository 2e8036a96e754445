import { describe, expect, it } from 'vitest';
import { filledShares } from './filled-shares';

const shares = (quantity: string, filledQuantity: string, leavesQuantity: string) =>
  filledShares({ quantity, filledQuantity, leavesQuantity });

describe('how much of an order is filled', () => {
  it('leaves the rest of an open order open', () => {
    expect(shares('0.25', '0.05', '0.2')).toEqual({ filled: 0.2, open: 0.8, partlyCancelled: false });
  });

  it('tells what was cancelled of an order that goes on', () => {
    expect(shares('179.2', '0', '89.6')).toEqual({ filled: 0, open: 0.5, partlyCancelled: true });
  });

  it('takes no rounding for a cancelled part', () => {
    expect(shares('0.3', '0.1', '0.2').partlyCancelled).toBe(false);
    expect(shares('1', '0.00000001', '0.99999999').partlyCancelled).toBe(false);
  });

  it('ends with an order that is done', () => {
    expect(shares('1', '0.4', '0')).toEqual({ filled: 0.4, open: 0, partlyCancelled: false });
  });

  it('has nothing of a quantity that is none', () => {
    for (const quantity of ['NaN', '', '-1', '0']) {
      expect(shares(quantity, '0', '0')).toEqual({ filled: 0, open: 0, partlyCancelled: false });
    }
  });
});
