import { expect, it } from 'vitest';
import { formatAge } from './format-age';

const AT = '1700000000000000000';
const AT_MS = 1_700_000_000_000;

it.each([
  [-5000, 'now'],
  [0, 'now'],
  [999, 'now'],
  [1000, '1 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [3_600_000, '1 h'],
  [86_399_999, '23 h'],
  [86_400_000, '1 d'],
])('%i ms later it is %s', (later, text) => {
  expect(formatAge(AT, AT_MS + later)).toBe(text);
});
