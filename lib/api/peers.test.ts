import { describe, expect, it } from 'vitest';
import { peerHour } from './peers';

const HOUR = 3_600_000_000_000n;
const NOW = 1_793_707_200_000_000_000n;

describe('peerHour', () => {
  it('is the last hour for a span that started in it', () => {
    for (const start of [NOW - HOUR, NOW - 1n]) {
      expect(peerHour(start, NOW)).toEqual({ start: NOW - HOUR, end: NOW, recent: true });
    }
  });

  it('is the hour around an older span, and around one that is ahead of the clock', () => {
    for (const start of [NOW - HOUR - 1n, NOW, NOW + HOUR]) {
      expect(peerHour(start, NOW)).toEqual({ start: start - HOUR / 2n, end: start + HOUR / 2n, recent: false });
    }
  });

  it('does not begin before 1970', () => {
    expect(peerHour(5n, NOW)).toEqual({ start: 0n, end: 5n + HOUR / 2n, recent: false });
  });
});
