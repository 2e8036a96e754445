import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Claim, MemoryBudget } from './memory-budget';
import { readBody as readBodyWithin } from './read-body';

const readBody = (request: Request, maxBytes: number, claim: Claim = new MemoryBudget(1e9).claim()) =>
  readBodyWithin(request, maxBytes, claim);

const request = (body: Uint8Array | ReadableStream, headers: Record<string, string> = {}) =>
  new Request('http://127.0.0.1/v1/traces', {
    method: 'POST',
    body: body as BodyInit,
    headers,
    duplex: 'half',
  } as RequestInit);

/** A body of `chunks` chunks of 100 bytes that notes how many were taken. */
function chunked(chunks: number) {
  const taken = { chunks: 0 };
  const body = new ReadableStream({
    pull(controller) {
      if (taken.chunks === chunks) controller.close();
      else controller.enqueue(new Uint8Array(100));
      taken.chunks++;
    },
  });
  return { body, taken };
}

describe('the body of an export request', () => {
  it('comes as it was sent', async () => {
    expect(await readBody(request(Buffer.from('spans')), 100)).toEqual(Buffer.from('spans'));
  });

  it('comes decompressed', async () => {
    const body = request(gzipSync('spans'), { 'content-encoding': 'GZIP' });
    expect((await readBody(body, 100)).toString()).toBe('spans');
  });

  it('may be exactly as large as the limit', async () => {
    expect(await readBody(request(new Uint8Array(100)), 100)).toHaveLength(100);
  });

  it('is read to its end when it is too large, so that the sender hears of it', async () => {
    const { body, taken } = chunked(5);
    await expect(readBody(request(body), 450)).rejects.toMatchObject({ kind: 'too-large' });
    expect(taken.chunks).toBe(6);
  });

  it('is not read for ever', async () => {
    const { body, taken } = chunked(1_000_000);
    await expect(readBody(request(body), 100)).rejects.toMatchObject({ kind: 'too-large' });
    expect(taken.chunks).toBeLessThan(20);
  });

  it('is refused when it unpacks to more than the limit', async () => {
    const bomb = request(gzipSync(Buffer.alloc(1_000_000)), { 'content-encoding': 'gzip' });
    await expect(readBody(bomb, 10_000)).rejects.toMatchObject({ kind: 'too-large' });
  });

  it.each(['not gzip', gzipSync('cut short').subarray(0, 15)])(
    'is refused when its gzip is broken (%#)',
    async (bytes) => {
      const body = request(Buffer.from(bytes), { 'content-encoding': 'gzip' });
      await expect(readBody(body, 10_000)).rejects.toMatchObject({ kind: 'invalid-input' });
    },
  );

  it('is read to its end, too, when others hold the memory for it, and then claims none', async () => {
    const budget = new MemoryBudget(500);
    budget.claim().grow(200);
    const claim = budget.claim();
    const { body, taken } = chunked(5);
    await expect(readBody(request(body), 1000, claim)).rejects.toMatchObject({ kind: 'overloaded' });
    expect(taken.chunks).toBe(6);
    expect(budget.claim().grow(300)).toBe(true);
  });

  it('claims what it takes unpacked', async () => {
    const budget = new MemoryBudget(1000);
    const packed = request(gzipSync(Buffer.alloc(700)), { 'content-encoding': 'gzip' });
    await readBody(packed, 1000, budget.claim());
    expect([budget.claim().grow(301), budget.claim().grow(300)]).toEqual([false, true]);
    const another = request(gzipSync(Buffer.alloc(700)), { 'content-encoding': 'gzip' });
    await expect(readBody(another, 1000, budget.claim())).rejects.toMatchObject({ kind: 'overloaded' });
  });

  it('is refused in another compression', async () => {
    const body = request(new Uint8Array(3), { 'content-encoding': 'zstd' });
    await expect(readBody(body, 100)).rejects.toMatchObject({ kind: 'unsupported-media-type' });
  });
});
