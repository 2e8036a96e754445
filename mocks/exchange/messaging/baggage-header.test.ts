import { defaultTextMapGetter, defaultTextMapSetter, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import { W3CBaggagePropagator } from '@opentelemetry/core';
import { expect, it } from 'vitest';
import { readBaggage, writeBaggage } from './baggage-header';
import { withBaggage } from './envelope';

const propagator = new W3CBaggagePropagator();
const entriesOf = (context: typeof ROOT_CONTEXT) => propagation.getBaggage(context)?.getAllEntries();

it('writes and reads what the W3C propagator does, the first time and again', () => {
  const bag = withBaggage(ROOT_CONTEXT, { 'order.id': 'ORD-1', 'user.id': 'a b,c=ü' });
  const carrier: { baggage?: string } = {};
  propagator.inject(bag, carrier, defaultTextMapSetter);
  const read = entriesOf(propagator.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter));
  for (let time = 0; time < 2; time++) {
    expect(writeBaggage(bag)).toBe(carrier.baggage);
    expect(entriesOf(readBaggage(ROOT_CONTEXT, carrier.baggage))).toEqual(read);
  }
});

it('writes what was added to baggage that was read', () => {
  const context = readBaggage(ROOT_CONTEXT, 'order.id=ORD-2');
  expect(writeBaggage(context)).toBe('order.id=ORD-2');
  expect(writeBaggage(withBaggage(context, { 'user.id': 'USR-1' }))).toBe('order.id=ORD-2,user.id=USR-1');
  expect(writeBaggage(readBaggage(ROOT_CONTEXT, 'order.id=ORD-2'))).toBe('order.id=ORD-2');
});

it('leaves the baggage of the context where a header says nothing', () => {
  const context = withBaggage(ROOT_CONTEXT, { 'order.id': 'ORD-3' });
  for (const header of [undefined, '', ' , =, ;']) expect(readBaggage(context, header)).toBe(context);
  expect(writeBaggage(ROOT_CONTEXT)).toBeUndefined();
});

it('still reads every header when there were more of them than it remembers', () => {
  for (let index = 0; index < 5_000; index++) {
    expect(entriesOf(readBaggage(ROOT_CONTEXT, `order.id=ORD-${index}`))).toEqual([
      ['order.id', expect.objectContaining({ value: `ORD-${index}` })],
    ]);
  }
});
