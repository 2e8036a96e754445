import { expect, it } from 'vitest';
import { BoundedSet } from './bounded-set';

it('a bounded set remembers the latest ids and forgets the oldest', () => {
  const set = new BoundedSet(3);
  const remembered = () => ['a', 'b', 'c', 'd', 'e'].filter((id) => set.has(id)).join('');
  for (const id of ['a', 'b', 'a', 'c']) set.add(id);
  expect(remembered()).toBe('abc');
  expect(set.add('d')).toBe('a');
  expect(remembered()).toBe('bcd');
  expect([set.add('d'), set.add('e')]).toEqual([undefined, 'b']);
  expect(remembered()).toBe('cde');
  for (let n = 0; n < 1_000; n++) set.add(String(n));
  expect(Array.from({ length: 1_000 }, (_, n) => String(n)).filter((id) => set.has(id))).toEqual(['997', '998', '999']);
});
