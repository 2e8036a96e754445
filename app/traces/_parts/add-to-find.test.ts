import { expect, it } from 'vitest';
import { addToFind } from './add-to-find';

it('adds a term to what is looked for', () => {
  expect(addToFind('', 'order.id=ORD-1')).toBe('order.id=ORD-1');
  expect(addToFind(' service=risk ', 'order.id=ORD-1')).toBe('service=risk order.id=ORD-1');
});

it('adds it once, and takes no other term for it', () => {
  expect(addToFind('order.id=ORD-1 service=risk', 'order.id=ORD-1')).toBe('order.id=ORD-1 service=risk');
  expect(addToFind('order.id=ORD-12', 'order.id=ORD-1')).toBe('order.id=ORD-12 order.id=ORD-1');
});

it('looks for the term alone where both are too long', () => {
  expect(addToFind('x'.repeat(995), 'a=b')).toBe(`${'x'.repeat(995)} a=b`);
  expect(addToFind('x'.repeat(997), 'a=b')).toBe('a=b');
});
