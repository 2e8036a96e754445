import { describe, expect, it } from 'vitest';
import { parseQuery } from '@/lib/search/parse';
import { emptyResultHints, idAskedFor, type KnownNames } from './empty-result-hints';

const KEYS = ['order.id', 'order.symbol', 'user.id', 'trace.colour'];
const VALUES: Readonly<Record<string, readonly string[]>> = {
  service: ['risk-manager', 'order-manager', 'client-gateway'],
  operation: ['check_risk', 'POST /v1/order'],
  'order.id': ['ORD-1'],
};
const startingWith = (names: readonly string[], prefix: string) => names.filter((name) => name.startsWith(prefix));
const known: KnownNames = {
  keys: async (prefix) => startingWith(KEYS, prefix),
  values: async (key, prefix) => startingWith(VALUES[key] ?? [], prefix),
};

const hints = (q: string) => emptyResultHints(q, known);

describe('a hint on an empty result', () => {
  it('names a key that no recent span has, with the nearest keys and fields in its place', async () => {
    expect(await hints('status=error orderid=ORD-1 duration>5ms')).toEqual([
      {
        text: 'None of the latest 200,000 spans has the key orderid.',
        instead: [{ term: 'order.id=ORD-1', q: 'status=error order.id=ORD-1 duration>5ms' }],
      },
    ]);
    expect((await hints('servce=risk-manager'))[0]?.instead.map(({ q }) => q)).toEqual(['service=risk-manager']);
    expect((await hints('"trace.color"=red'))[0]?.instead.map(({ q }) => q)).toEqual(['"trace.colour"=red']);
  });

  it('says of a service or an operation which ones contain what was written', async () => {
    expect(await hints('service=risk')).toEqual([
      {
        text: 'No service of the last day is called risk. service=~risk would match risk-manager.',
        instead: [{ term: 'service=~risk', q: 'service=~risk' }],
      },
    ]);
    expect((await hints('service=MANAGER'))[0]?.text).toContain('would match risk-manager and 1 more.');
    expect((await hints('name="v1 order"'))[0]?.instead).toEqual([]);
    expect((await hints('service=risk-manger'))[0]?.instead.map(({ q }) => q)).toEqual(['service=risk-manager']);
  });

  it('says of a known key that it has not this value', async () => {
    expect((await hints('order.id=ORD-NOPE-1'))[0]?.text).toBe(
      'None of the latest 200,000 spans has order.id ORD-NOPE-1.',
    );
  });

  it('is not given on what is there, on what is turned round, and on free text', async () => {
    expect(
      await hints('service=risk-manager order.id=ORD-1 user.id=* -colour=red service=~nobody "some text"'),
    ).toEqual([]);
  });
});

describe('an id that is asked for', () => {
  it.each([
    ['ORD-NOPE-1', 'ORD-NOPE-1'],
    ['00f067aa0ba902b7', '00f067aa0ba902b7'],
    ['gateway', ''],
    ['"order 66"', ''],
    ['-ORD-1', ''],
    ['ORD-1 ORD-2', ''],
    ['a'.repeat(31) + '1', ''],
  ])('in %s is "%s"', (q, id) => {
    expect(idAskedFor(parseQuery(q))).toBe(id);
  });
});
