import { describe, expect, it } from 'vitest';
import type { RankedMatches } from '@/lib/find/rank-spans';
import { findWords } from './find-words';

const order = { spans: new Int32Array(0), positions: new Int32Array(0) };
const found = (count: number): RankedMatches => ({
  matched: new Uint8Array(0),
  ranks: new Uint32Array(1),
  count,
  order,
});
const DONE = { current: true, looking: null, failure: null } as const;
const NONE = { found: null, current: false } as const;

describe('findWords', () => {
  it('counts matches among spans', () => {
    expect(findWords({ ...DONE, found: found(12) }, 340, null)).toBe('12 of 340 spans');
    expect(findWords({ ...DONE, found: found(0) }, 1, null)).toBe('0 of 1 span');
  });

  it('says which match was stepped to, and when that came round an end', () => {
    const words = (number: number, wrapped: boolean, count = 12) =>
      findWords({ ...DONE, found: found(count) }, 340, { span: 0, number, wrapped });
    expect(words(3, false)).toBe('12 of 340 spans, match 3');
    expect(words(1, true)).toBe('12 of 340 spans, match 1, from the top again');
    expect(words(12, true)).toBe('12 of 340 spans, match 12, from the bottom again');
    expect(words(1, true, 1)).toBe('1 of 340 spans, match 1, the only one');
  });

  it('says what is still missing, and what stays so', () => {
    const failure = new Error('The server does not answer.');
    expect(findWords({ ...DONE, found: found(2), looking: 'attributes' }, 9, null)).toBe(
      '2 of 9 spans, looking in attributes…',
    );
    expect(findWords({ ...DONE, found: found(2), looking: 'attributes', current: false }, 9, null)).toBe(
      'Looking in attributes…',
    );
    expect(findWords({ ...DONE, found: found(2), failure }, 9, null)).toBe(
      '2 of 9 spans, in names and services alone. The server does not answer.',
    );
    expect(findWords({ ...NONE, looking: null, failure }, 9, null)).toBe('The server does not answer.');
    expect(findWords({ ...NONE, looking: 'columns', failure: null }, 9, null)).toBe('Looking…');
    expect(findWords({ ...NONE, looking: null, failure: null }, 9, null)).toBe('');
  });
});
