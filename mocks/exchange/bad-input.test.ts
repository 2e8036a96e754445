import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faultIn, given, isDeeper } from './bad-input';

const schema = z.strictObject({
  count: z.int().min(1).max(100),
  ratio: z.number().positive(),
  side: z.enum(['buy', 'sell']),
  name: z.string().min(1).max(4),
  at: z.string().regex(/^\d+$/),
  anything: z.unknown(),
});
const good = { count: 1, ratio: 0.5, side: 'buy', name: 'abc', at: '1', anything: null };

function faultOf(input: unknown): string {
  const { error } = schema.safeParse(input);
  return error ? faultIn(input, error, 'The body') : '';
}

describe('what is wrong with an input', () => {
  it.each([
    [{ count: 'x' }, 'count must be a number. Given was "x".'],
    [{ count: 1.5 }, 'count must be a whole number. Given was 1.5.'],
    [{ count: 0 }, 'count must be at least 1. Given was 0.'],
    [{ count: 101 }, 'count must be at most 100. Given was 101.'],
    [{ count: 1e308 }, 'count must be at most 100. Given was 1e+308.'],
    [{ count: -1e308 }, 'count must be at least 1. Given was -1e+308.'],
    [{ count: null }, 'count must be a number. Given was null.'],
    [{ ratio: 0 }, 'ratio must be more than 0. Given was 0.'],
    [{ side: 'short' }, 'side must be "buy" or "sell". Given was "short".'],
    [{ name: '' }, 'name must be at least 1 characters long. Given was "".'],
    [{ name: undefined }, 'name must be a text. Nothing was given.'],
    [{ at: 'now' }, 'at must be of the form /^\\d+$/. Given was "now".'],
    [{ extra: 1 }, 'The body has no "extra".'],
    [
      { name: 'x'.repeat(500) },
      `name must be at most 4 characters long. Given was "${'x'.repeat(63)}… (502 characters).`,
    ],
  ])('of %j is said in our words, with what was given', (fault, expected) => {
    expect(faultOf({ ...good, ...fault })).toBe(expected);
  });

  it('that lacks what may be anything is said to lack it', () => {
    const { anything: _left, ...rest } = good;
    expect(faultOf(rest)).toBe('anything is missing.');
  });

  it('that is no object at all is said, too', () => {
    expect(faultOf([])).toBe('The body must be a JSON object. Given was [].');
    expect(faultOf(null)).toBe('The body must be a JSON object. Given was null.');
  });
});

describe('what was given', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  const deep = JSON.parse('['.repeat(30_000) + ']'.repeat(30_000)) as unknown;

  it.each([
    ['is nested 30,000 levels deep', deep],
    ['goes in a circle', circle],
    ['is a bigint', 1n],
    ['is a function', () => 1],
  ])('is said not to be JSON when it %s', (_what, value) => {
    expect(given({ value }, ['value'])).toBe('Given was what cannot be written as JSON.');
  });

  it('has as many levels as it has, counted no further than asked', () => {
    expect([isDeeper([[]], 1), isDeeper([[]], 2), isDeeper({ a: { b: 1 } }, 1), isDeeper('x', 0)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(isDeeper(deep, 16)).toBe(true);
  });
});
