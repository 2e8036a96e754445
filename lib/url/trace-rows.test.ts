import { describe, expect, it } from 'vitest';
import { DEFAULT_TRACE_ROWS, MAX_PINS, parseTraceRows, togglePin, writeTraceRows } from './trace-rows';

const parse = (search: string) => parseTraceRows(new URLSearchParams(search));
const idOf = (n: number) => n.toString(16).padStart(16, '0');

describe('the rows of a trace, in the URL', () => {
  it('read like what they say', () => {
    const params = new URLSearchParams();
    writeTraceRows(params, { foldAlike: false, root: idOf(7), pins: [idOf(1)] });
    expect(params.toString()).toBe('alike=apart&root=0000000000000007&pins=AAAAAAAAAAB');
    expect(parse(params.toString())).toEqual({ foldAlike: false, root: idOf(7), pins: [idOf(1)] });
  });

  it('fall back where they cannot be read', () => {
    expect(parse('alike=x&root=7&pins=!')).toEqual(DEFAULT_TRACE_ROWS);
  });

  it('are pinned up to a number that leaves room for the others', () => {
    expect(parse(`pins=${'AAAAAAAAAAB'.repeat(3)}`).pins).toEqual([idOf(1)]);
    const full = Array.from({ length: MAX_PINS }, (_, i) => idOf(i + 1));
    expect(togglePin(full, idOf(99))).toBe(full);
    expect(togglePin([idOf(1)], idOf(2))).toEqual([idOf(1), idOf(2)]);
    expect(togglePin([idOf(1), idOf(2)], idOf(1))).toEqual([idOf(2)]);
  });
});
