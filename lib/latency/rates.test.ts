import { describe, expect, it } from 'vitest';
import { elapsedIn, perSecond, share } from './rates';

describe('perSecond', () => {
  it('divides a count by seconds', () => {
    expect(perSecond(90, 60e9)).toBe(1.5);
    expect(perSecond(0, 60e9)).toBe(0);
  });

  it('is null over no time', () => {
    expect(perSecond(5, 0)).toBeNull();
  });
});

describe('elapsedIn', () => {
  const start = 1_000n;

  it('is the whole step once it has passed', () => {
    expect(elapsedIn(start, 500, 1_500n)).toBe(500);
    expect(elapsedIn(start, 500, 9_999n)).toBe(500);
  });

  it('is the part that has passed while the step is filling', () => {
    expect(elapsedIn(start, 500, 1_200n)).toBe(200);
  });

  it('is 0 before the step begins', () => {
    expect(elapsedIn(start, 500, 900n)).toBe(0);
  });
});

describe('share', () => {
  it('is a part of the whole', () => {
    expect(share(1, 4)).toBe(0.25);
  });

  it('is null of nothing, which is not 0 %', () => {
    expect(share(0, 0)).toBeNull();
  });
});
