import { describe, expect, it } from 'vitest';
import { sortOperations } from './sort-operations';
import { operationOf } from './test-support';

const names = (operations: readonly { name: string }[]) => operations.map(({ name }) => name);

describe('sortOperations', () => {
  it('puts the largest first, and the smallest when ascending', () => {
    const operations = [1, 3, 2].map((p95) => operationOf({ name: `p95 ${p95}`, p95 }));
    expect(names(sortOperations(operations, 'p95', false))).toEqual(['p95 3', 'p95 2', 'p95 1']);
    expect(names(sortOperations(operations, 'p95', true))).toEqual(['p95 1', 'p95 2', 'p95 3']);
  });

  it('orders failures by their share: 3 of 4 is worse than 30 of 4,000', () => {
    const few = operationOf({ name: 'few', count: 4, errors: 3 });
    const many = operationOf({ name: 'many', count: 4_000, errors: 30 });
    expect(names(sortOperations([many, few], 'errors', false))).toEqual(['few', 'many']);
  });

  it('orders what is equal by p95, then by name', () => {
    const operations = [
      operationOf({ name: 'b', p95: 5 }),
      operationOf({ name: 'a', p95: 5 }),
      operationOf({ name: 'slow', p95: 6 }),
    ];
    expect(names(sortOperations(operations, 'errors', false))).toEqual(['slow', 'a', 'b']);
  });
});
