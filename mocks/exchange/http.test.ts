import { describe, expect, it } from 'vitest';
import { carrierOf, limitOf, readCredentials, readJson, tokenOf } from './http';

const request = (init: RequestInit = {}, query = '') => new Request(`http://localhost/v1/order${query}`, init);
const post = (body: string) => request({ method: 'POST', body });

describe('carrierOf', () => {
  it('takes the trace context and nothing else', () => {
    const headers = { traceparent: '00-x', tracestate: 'a=b', baggage: 'user.id=1', cookie: 'c' };
    expect(carrierOf(request({ headers }))).toEqual({ traceparent: '00-x', tracestate: 'a=b' });
    expect(carrierOf(request())).toEqual({});
  });
});

describe('tokenOf', () => {
  it.each([
    ['Bearer abc.def', 'abc.def'],
    ['bearer  abc ', 'abc'],
    ['Basic abc', ''],
    ['Bearer', ''],
    ['Bearer a b', ''],
  ])('reads %j as %j', (authorization, expected) => {
    expect(tokenOf(request({ headers: { authorization } }))).toBe(expected);
  });

  it('is empty without the header', () => expect(tokenOf(request())).toBe(''));
});

describe('readJson', () => {
  it('reads JSON whatever the content type says', async () => {
    expect(await readJson(post('{"a":1}'))).toEqual({ a: 1 });
  });

  it.each(['', '{', 'NaN', '{"price":NaN}'])('refuses %j', async (body) => {
    await expect(readJson(post(body))).rejects.toMatchObject({ kind: 'invalid-input' });
  });

  it('refuses more levels than anyone needs, of which thousands could not be passed on', async () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(await readJson(post(nested(16)))).toBeDefined();
    await expect(readJson(post(nested(17)))).rejects.toMatchObject({ kind: 'invalid-input' });
    await expect(readJson(post(nested(8000)))).rejects.toMatchObject({ kind: 'invalid-input' });
  });

  it('refuses more than 16 KiB and takes exactly that', async () => {
    const json = (length: number) => `"${'x'.repeat(length - 2)}"`;
    expect(await readJson(post(json(16_384)))).toHaveLength(16_382);
    await expect(readJson(post(json(16_385)))).rejects.toMatchObject({ kind: 'too-large' });
  });

  it.each([
    ['10 MiB is read to its end, so that the sender hears of the refusal', 10, 11],
    ['1 GiB is not: 64 MiB of it are', 1024, 65],
  ])('a body of %s', async (_what, mebibytes, pulls) => {
    let pulled = 0;
    const body = new ReadableStream(
      {
        pull(controller) {
          if (pulled++ === mebibytes) controller.close();
          else controller.enqueue(new Uint8Array(1024 * 1024));
        },
      },
      { highWaterMark: 0 },
    );
    const sent = request({ method: 'POST', body, duplex: 'half' } as RequestInit);
    await expect(readJson(sent)).rejects.toMatchObject({ kind: 'too-large' });
    expect(pulled).toBe(pulls);
  });
});

describe('readCredentials', () => {
  it('wants a username and a password', async () => {
    const good = { username: 'demo_user', password: 'demo123' };
    expect(await readCredentials(post(JSON.stringify(good)))).toEqual(good);
    await expect(readCredentials(post('{"username":"demo_user"}'))).rejects.toMatchObject({ kind: 'invalid-input' });
    await expect(readCredentials(post('[]'))).rejects.toMatchObject({ kind: 'invalid-input' });
  });
});

describe('limitOf', () => {
  it('is 50 unless it says otherwise, from 1 to 1000', () => {
    expect(['', '?limit=', '?limit=1', '?limit=1000'].map((query) => limitOf(request({}, query)))).toEqual([
      50, 50, 1, 1000,
    ]);
  });

  it.each(['0', '1001', '-1', '1.5', '1e2', 'all'])('refuses %j', (limit) => {
    expect(() => limitOf(request({}, `?limit=${limit}`))).toThrow('from 1 to 1000');
  });
});
