import { expect, it } from 'vitest';
import { linkSubject } from './link-subject';

const subjectOf = (attributes: Readonly<Record<string, string>>) =>
  linkSubject({
    traceId: '',
    spanId: '',
    target: null,
    attributes: Object.entries(attributes).map(([key, text]) => ({ key, text, type: 'string' })),
  })?.text;

it('is the order, before what else the link names', () => {
  expect(subjectOf({ 'user.id': 'USR-1', 'client.order_id': 'WEB-1', 'order.id': 'ORD-1' })).toBe('ORD-1');
  expect(subjectOf({ 'client.order_id': 'WEB-1', 'order.id': '' })).toBe('WEB-1');
  expect(subjectOf({ 'fill.id': 'FIL-1', 'exchange.order_id': 'EXO-1' })).toBe('EXO-1');
});

it('is nothing when the link names none of these', () => {
  expect(subjectOf({ 'user.id': 'USR-1' })).toBeUndefined();
});
