import { describe, expect, it } from 'vitest';
import { layoutPeers } from './layout-peers';
import { peersOf } from './test-peers';

describe('layoutPeers', () => {
  it('gives each bar its share of the width and the highest all of the height', () => {
    // Four bars from 1 to 16 ns, a doubling each.
    expect(layoutPeers(peersOf([10, 0, 5, 1000]), 4)?.bars).toEqual([
      { left: 0, width: 0.25, height: 0.06 },
      { left: 0.5, width: 0.25, height: 0.06 },
      { left: 0.75, width: 0.25, height: 1 },
    ]);
  });

  it('places lengths by their logarithm', () => {
    const peers = { ...peersOf([1, 1, 1, 1]), p50: 2, p95: 8, p99: 16 };
    expect(layoutPeers(peers, 4)).toMatchObject({
      span: 0.5,
      percentiles: [
        { name: 'p50', at: 0.25 },
        { name: 'p95', at: 0.75 },
        { name: 'p99', at: 1 },
      ],
    });
  });

  it('keeps a length that is beyond all bars at the edge', () => {
    expect(layoutPeers(peersOf([1, 1]), 1_000)?.span).toBe(1);
    expect(layoutPeers(peersOf([1, 1]), 0)?.span).toBe(0);
  });

  it('lays nothing out of nothing', () => {
    expect(layoutPeers({ ...peersOf([]), p50: null }, 5)).toBeNull();
  });
});
