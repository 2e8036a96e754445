import { describe, expect, it } from 'vitest';
import { parseSearchRequest } from './parameters';

const parse = (text: string) => parseSearchRequest(new URLSearchParams(text));

describe('parseSearchRequest', () => {
  it('fills in what is left out or empty', () => {
    const plain = { query: '', start: null, end: null, sort: null, limit: 50, cursor: null };
    expect(parse('')).toEqual(plain);
    expect(parse('q=&start=&end=&sort=&limit=&cursor=&other=1')).toEqual(plain);
  });

  it('reads every parameter', () => {
    expect(parse('q=service%3Da&start=5&end=1767348000000000001&sort=longest&limit=1000&cursor=abc')).toEqual({
      query: 'service=a',
      start: 5n,
      end: 1767348000000000001n,
      sort: 'longest',
      limit: 1000,
      cursor: 'abc',
    });
  });

  it.each([
    ['start=-1', '"start" must be a whole number of Unix nanoseconds'],
    ['start=1e9', '"start" must be a whole number of Unix nanoseconds'],
    ['end=9223286400000000001', '"end" lies after the year 2262'],
    ['start=7&end=7', '"start" must be before "end"'],
    ['limit=0', '"limit" must be a whole number from 1 to 1000'],
    ['limit=1001', '"limit" must be a whole number from 1 to 1000'],
    ['limit=ten', '"limit" must be a whole number from 1 to 1000'],
    ['sort=best', '"sort" must be one of newest, oldest, longest, shortest'],
    ['sort=best&limit=0', '"sort" must be one of newest, oldest, longest, shortest. "limit"'],
  ])('says what is wrong with %s', (text, sentence) => {
    expect(() => parse(text)).toThrow(sentence);
  });
});
