import { expect, it } from 'vitest';
import { newAfterMs } from './list-classes';

it('calls no row new while twenty come in less than ten seconds', () => {
  const rowsIn = (seconds: number, rows = 20) =>
    Array.from({ length: rows }, (_, i) => String(20e9 - Math.round((i * seconds * 1e9) / (rows - 1))));
  const newAfter = [rowsIn(9.9), rowsIn(10), rowsIn(1, 19), []].map((times) => newAfterMs(times, 7));
  expect(newAfter).toEqual([Number.MAX_SAFE_INTEGER, 7, 7, 7]);
});
