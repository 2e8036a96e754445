import { describe, expect, it } from 'vitest';
import { DEFAULT_TRACE_PILLS, MAX_PILLS, parseTracePills, togglePill, writeTracePills } from './trace-pills';

const parse = (search: string) => parseTracePills(new URLSearchParams(search)).pills;
const format = (...pills: string[]) => {
  const params = new URLSearchParams();
  writeTracePills(params, { pills });
  return params.toString();
};

describe('the attributes on the rows of a trace, in the URL', () => {
  it('are the order ids unless something else is said', () => {
    expect(parse('')).toEqual(['order.id']);
    expect(format('order.id')).toBe('');
  });

  it('read like what they say, in their order', () => {
    expect(format('user.id', 'order.id')).toBe('pills=user.id&pills=order.id');
    expect(parse('pills=user.id&pills=order.id')).toEqual(['user.id', 'order.id']);
  });

  it('may be none', () => {
    expect(format()).toBe('pills=');
    expect(parse('pills=')).toEqual([]);
  });

  it('are each there once, and not more than fit', () => {
    expect(parse('pills=a&pills=a&pills=&pills=b')).toEqual(['a', 'b']);
    const many = Array.from({ length: 20 }, (_, i) => `pills=key${i}`).join('&');
    expect(parse(many)).toHaveLength(MAX_PILLS);
  });

  it('fall back when none of them is a key that can be stored', () => {
    expect(parse(`pills=${'x'.repeat(257)}`)).toEqual(DEFAULT_TRACE_PILLS.pills);
  });
});

describe('togglePill', () => {
  it('adds a key at the end and takes it away', () => {
    expect(togglePill(['a'], 'b')).toEqual(['a', 'b']);
    expect(togglePill(['a', 'b'], 'a')).toEqual(['b']);
  });

  it('adds none beyond as many as are shown, and none that is no key', () => {
    const full = Array.from({ length: MAX_PILLS }, (_, i) => `key${i}`);
    expect(togglePill(full, 'more')).toBe(full);
    expect(togglePill(full, 'key0')).toHaveLength(MAX_PILLS - 1);
    expect(togglePill([], '')).toEqual([]);
  });
});
