import { describe, expect, it } from 'vitest';
import { rangeSource } from './range-source';

describe('rangeSource', () => {
  it('moves a relative range with the clock, and has it asked for again', () => {
    const source = rangeSource({ kind: 'relative', last: '15m' });
    expect(source.key).toBe('range=15m');
    expect(source.resolve(900_000)).toEqual({ startUnixNano: '0', endUnixNano: '900000000000' });
    expect(source.resolve(900_005)).toEqual({ startUnixNano: '5000000', endUnixNano: '900005000000' });
    expect(source.refreshMs).toBe(10_000);
  });

  it('leaves an absolute range where it is, and never asks again', () => {
    const source = rangeSource({ kind: 'absolute', startMs: 1, endMs: 2 });
    expect(source.resolve(99)).toEqual({ startUnixNano: '1000000', endUnixNano: '2000000' });
    expect(source.refreshMs).toBe(false);
  });
});
