import { expect, it } from 'vitest';
import { Requests } from './requests';

/** What of `requests` has been settled by now. */
async function settledOf(requests: readonly { readonly answered: Promise<void> }[]): Promise<boolean[]> {
  const open = Symbol('open');
  const first = await Promise.all(requests.map(({ answered }) => Promise.race([answered, Promise.resolve(open)])));
  return first.map((each) => each !== open);
}

it('settles one request, those of an order, or all, and each once', async () => {
  const requests = new Requests();
  const added = ['A', 'B', 'A', 'C'].map((orderId, index) => requests.add(orderId, index));
  expect(added.map(({ requestId }) => requestId)).toEqual([1, 2, 3, 4]);
  requests.settle(2);
  requests.settle(2);
  requests.settle(99);
  expect(await settledOf(added)).toEqual([false, true, false, false]);
  requests.settleOrder('A');
  requests.settleOrder('nobody’s');
  expect(await settledOf(added)).toEqual([true, true, true, false]);
  requests.settleAll();
  expect(await settledOf(added)).toEqual([true, true, true, true]);
  expect(requests.ordersBefore(10)).toEqual(new Set());
});

it('knows the orders of requests that were sent up to a time', () => {
  const requests = new Requests();
  for (const [orderId, sentMs] of [
    ['A', 1],
    ['B', 2],
    ['A', 3],
    ['C', 4],
  ] as const)
    requests.add(orderId, sentMs);
  requests.settle(1);
  expect([0, 2, 3, 9].map((ms) => [...requests.ordersBefore(ms)].join(''))).toEqual(['', 'B', 'BA', 'BAC']);
});
