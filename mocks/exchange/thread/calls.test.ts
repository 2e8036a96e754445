import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { FillpathError } from '@/lib/base/errors';
import { Caller, serveCalls } from './calls';

interface Methods {
  add(a: number, b: number): Promise<number>;
  refuse(): Promise<never>;
  fail(): Promise<never>;
  never(): Promise<never>;
}

let close = () => {};
afterEach(() => close());

function connected() {
  const { port1, port2 } = new MessageChannel();
  close = () => port1.close();
  serveCalls(port2, {
    add: (a: number, b: number) => Promise.resolve(a + b),
    refuse: () => Promise.reject(new FillpathError('rejected', 'Too dear.', { reason: 'bad_price' })),
    fail: () => Promise.reject(new Error('a defect')),
    never: () => new Promise(() => undefined),
  });
  const caller = new Caller(port1);
  return { caller, methods: caller.methods<Methods>(['add', 'refuse', 'fail', 'never']) };
}

describe('calls into another thread', () => {
  it('are answered, each caller with its own answer', async () => {
    const { methods } = connected();
    expect(await Promise.all([methods.add(1, 2), methods.add(3, 4)])).toEqual([3, 7]);
  });

  it('bring a refusal back with its kind, sentence and details', async () => {
    const refusal = { kind: 'rejected', message: 'Too dear.', details: { reason: 'bad_price' } };
    await expect(connected().methods.refuse()).rejects.toMatchObject(refusal);
  });

  it('bring a defect back as an error that is not a refusal', async () => {
    const error = await connected()
      .methods.fail()
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toHaveProperty('kind');
  });

  it('fail when what they carry cannot be copied', async () => {
    const { methods } = connected();
    await expect(methods.add(1, (() => 2) as never)).rejects.toThrow(/could not be cloned/);
    expect(await methods.add(1, 2)).toBe(3);
  });

  it('fail when the thread has ended, those under way and later ones', async () => {
    const { caller, methods } = connected();
    const underWay = methods.never();
    caller.end(new FillpathError('unavailable', 'Gone.'));
    await expect(underWay).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(methods.add(1, 1)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
