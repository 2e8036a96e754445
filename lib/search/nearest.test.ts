import { describe, expect, it } from 'vitest';
import { nearest } from './nearest';

describe('the nearest known names', () => {
  it.each([
    ['orderid', ['order.id', 'order.side', 'user.id'], ['order.id']],
    ['servce', ['service', 'status'], ['service']],
    ['Service', ['operation', 'service'], ['service']],
    ['symbol', ['order.symbol', 'user.id'], ['order.symbol']],
    ['risk-manger', ['risk-manager', 'order-manager'], ['risk-manager']],
    ['kitten', ['sitting', 'mitten'], ['mitten']],
    ['a', ['ab', 'b', 'xa', 'far'], ['b', 'ab', 'xa']],
    ['x.y.z', ['order.id'], []],
    ['', ['order.id'], []],
  ])('to "%s" among %j are %j', (written, known, expected) => {
    expect(nearest(written, known)).toEqual(expected);
  });
});
