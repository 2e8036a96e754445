import { describe, expect, it } from 'vitest';
import { parseRedRequest } from './request';

const HOUR = 3_600_000_000_000n;
const NOW = 1_767_348_000_000_000_000n;
const parse = (query: string) => parseRedRequest(new URLSearchParams(query), NOW);

describe('parseRedRequest', () => {
  it('takes times in nanoseconds and names as they are', () => {
    expect(parse('start=1767340000000000001&end=1767341000000000000&service=a+b&operation=GET+%2Fx')).toEqual({
      start: 1_767_340_000_000_000_001n,
      end: 1_767_341_000_000_000_000n,
      service: 'a b',
      operation: 'GET /x',
    });
  });

  it('means the last hour of everything when nothing is given', () => {
    expect(parse('service=&start=')).toEqual({ start: NOW - HOUR, end: NOW, service: '', operation: '' });
  });

  it.each([
    ['start=yesterday&end=5', '"start" must be a whole number of Unix nanoseconds'],
    ['start=1&end=-5', '"end" must be a whole number of Unix nanoseconds'],
    ['start=1&end=1.5', '"end" must be a whole number of Unix nanoseconds'],
    ['start=1&end=99999999999999999999', '"end" lies after the year 2105'],
    ['start=5&end=5', '"start" (5) must be before "end" (5)'],
    ['start=6&end=5', '"start" (6) must be before "end" (5)'],
    ['start=5', 'Give both "start" and "end"'],
    [`start=0&end=${31n * 24n * HOUR + 1n}`, 'longer than 31 days'],
    [`service=${'x'.repeat(1025)}`, '"service" is longer than 1024 characters'],
  ])('answers %s with a sentence', (query, sentence) => {
    expect(() => parse(query)).toThrow(expect.objectContaining({ kind: 'invalid-input' }));
    expect(() => parse(query)).toThrow(sentence);
  });

  it('says everything that is wrong at once', () => {
    expect(() => parse('start=a&end=b')).toThrow(/"start" must.*"end" must/);
  });

  it('takes a parameter named __proto__ for one that it does not know', () => {
    expect(parse('__proto__=x').service).toBe('');
  });
});
