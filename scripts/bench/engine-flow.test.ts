import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { OrderBook } from '../../mocks/exchange/engine/order-book.ts';
import { mixedFlow } from './engine-flow.ts';

describe('mixedFlow', () => {
  const flow = mixedFlow(30_000, 1);
  const share = (kind: string) => flow.filter((command) => command.kind === kind).length / flow.length;

  it('is the same for the same seed', () => {
    expect(mixedFlow(500, 7)).toEqual(mixedFlow(500, 7));
    expect(mixedFlow(500, 7)).not.toEqual(mixedFlow(500, 8));
  });

  it('mixes new orders, cancels and replaces of open orders, none of which is refused', () => {
    expect(share('new')).toBeCloseTo(0.64, 1);
    expect(share('cancel')).toBeCloseTo(0.26, 1);
    expect(share('replace')).toBeCloseTo(0.1, 1);
    const book = new OrderBook();
    const refused = flow
      .flatMap((command) => book.submit(command))
      .filter((event) => event.kind === 'cancel-reject' || event.execType === 'Rejected');
    expect(refused).toEqual([]);
    expect(book.openOrders).toBeGreaterThan(1_000);
    expect(book.openOrders).toBeLessThanOrEqual(10_000);
  });

  it('and the engine run in Node as they are, without a build', () => {
    const file = pathToFileURL(`${import.meta.dirname}/engine-flow.ts`).href;
    const script = `import { mixedFlow } from '${file}'; process.stdout.write(String(mixedFlow(10, 1).length));`;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })).toBe('10');
  });
});
