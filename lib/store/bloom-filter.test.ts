import { describe, expect, it } from 'vitest';
import { BloomFilter } from './bloom-filter';

const id = (number: number) => number.toString(16).padStart(48, '0');

describe('a Bloom filter', () => {
  it('knows nothing at first', () => {
    expect(new BloomFilter(0).mayHave(id(1))).toBe(false);
  });

  it('never errs about an id that was added', () => {
    const filter = new BloomFilter(0);
    for (let number = 0; number < 100_000; number++) filter.add(id(number));
    for (let number = 0; number < 100_000; number++) if (!filter.mayHave(id(number))) throw new Error(id(number));
  });

  it('takes few ids for known that were not added, also when ids count up', () => {
    const filter = new BloomFilter(0);
    for (let number = 0; number < 1_000_000; number++) filter.add(id(number * 2));
    let mistaken = 0;
    for (let number = 0; number < 100_000; number++) if (filter.mayHave(id(number * 2 + 1))) mistaken++;
    // Four of 2^27 bits an id: (1 - e^(-4·10^6/2^27))^4 is one in a million.
    expect(mistaken).toBeLessThanOrEqual(5);
  });
});
