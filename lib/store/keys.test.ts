import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeKeys, completeValues } from './keys';
import { openTestStore, type TestStore, testSpan } from './test-support';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.dispose());

describe('completion of an empty store', () => {
  it('offers the fields', async () => {
    expect(await completeKeys(test.store, 'trace.')).toEqual([
      'trace.id',
      'trace.duration',
      'trace.spans',
      'trace.errors',
      'trace.rejected',
    ]);
    expect(await completeValues(test.store, 'symbol', '')).toEqual([]);
    expect(await completeValues(test.store, 'service', '')).toEqual([]);
  });
});

describe('completion', () => {
  beforeAll(async () => {
    const ordinary = { service: 'gateway', name: 'POST /v1/order', kind: 2 } as const;
    await test.writer.write([
      testSpan({ ...ordinary, attributes: { symbol: 'BTC-USD', status: 'open', 'order.status': 'rejected' } }),
      testSpan({ ...ordinary, attributes: { symbol: 'btc-eur', 'symbol.kind': 'spot' } }),
      testSpan({ service: 'venue', kind: 1, statusCode: 2, attributes: { symbol: 'BTC-USD', long: 'x'.repeat(300) } }),
      testSpan({ ...ordinary, attributes: { "it's": '1', symbol: 'ETH' } }),
    ]);
  });

  it('of a key gives fields, then attribute keys by how often they occur', async () => {
    expect(await completeKeys(test.store, 's')).toEqual([
      'service',
      'status',
      'span.id',
      'service.name',
      'symbol',
      'symbol.kind',
    ]);
    expect(await completeKeys(test.store, "IT'")).toEqual(["it's"]);
  });

  it('of a value gives those that start so, ignoring case, the most frequent first', async () => {
    expect(await completeValues(test.store, 'symbol', 'bTc')).toEqual([
      { value: 'BTC-USD', count: 2 },
      { value: 'btc-eur', count: 1 },
    ]);
    expect(await completeValues(test.store, 'service', '')).toEqual([
      { value: 'gateway', count: 3 },
      { value: 'venue', count: 1 },
    ]);
    expect(await completeValues(test.store, 'name', 'po')).toEqual([{ value: 'POST /v1/order', count: 3 }]);
  });

  it('knows the values of kind and status', async () => {
    expect(await completeValues(test.store, 'kind', '')).toEqual([
      { value: 'server', count: 3 },
      { value: 'internal', count: 1 },
    ]);
    expect(await completeValues(test.store, 'status', '')).toEqual([
      { value: 'unset', count: 3 },
      { value: 'error', count: 1 },
      { value: 'rejected', count: 1 },
    ]);
  });

  it('leaves out what is too long to choose, and fields whose values all differ', async () => {
    expect(await completeValues(test.store, 'long', '')).toEqual([]);
    expect(await completeValues(test.store, 'trace.id', '')).toEqual([]);
    expect(await completeValues(test.store, 'duration', '')).toEqual([]);
  });
});
