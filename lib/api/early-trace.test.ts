import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EARLY_TRACE_SCRIPT, takeEarlyTrace } from './early-trace';
import { apiFetch } from './fetch';

const ID = '0af7651916cd43dd8448eb211c80319c';
const URL = `/api/traces/${ID}?format=arrow`;

const fetched = vi.fn<typeof fetch>();
beforeEach(() => {
  fetched.mockReset().mockResolvedValue(new Response('early'));
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => {
  globalThis.fillpathEarlyTrace = undefined;
  vi.unstubAllGlobals();
});

/** What the document does when it is read at this address. */
function read(pathname: string): void {
  vi.stubGlobal('location', { pathname });
  // oxlint-disable-next-line no-eval -- the browser gets it as text, too
  (0, eval)(EARLY_TRACE_SCRIPT);
}

const take = (url = URL) => takeEarlyTrace(url, new AbortController().signal);
const load = () => apiFetch(URL, {}, take());

describe('the early request', () => {
  it.each([`/traces/${ID}`, `/traces/${ID.toUpperCase()}`])('is made at %s', async (pathname) => {
    read(pathname);
    expect(fetched.mock.calls.map(([url]) => url)).toEqual([URL]);
    expect(await (await take())?.text()).toBe('early');
  });

  it.each(['/traces', '/traces/', '/traces/xyz', `/traces/${ID}/more`, `/orders/${ID}`, `/traces/${ID}0`])(
    'is not made at %s',
    (pathname) => {
      read(pathname);
      expect(fetched).not.toHaveBeenCalled();
      expect(take()).toBeUndefined();
    },
  );

  it('is taken once', () => {
    read(`/traces/${ID}`);
    expect(take()).toBeDefined();
    expect(take()).toBeUndefined();
  });

  it('is not taken for another trace, and stays for its own', () => {
    read(`/traces/${ID}`);
    expect(take(URL.replace('0af', '1af'))).toBeUndefined();
    expect(take()).toBeDefined();
  });

  it('ends with the signal of who took it', () => {
    read(`/traces/${ID}`);
    const left = new AbortController();
    void takeEarlyTrace(URL, left.signal);
    const early = fetched.mock.calls[0]?.[1]?.signal;
    expect(early?.aborted).toBe(false);
    left.abort();
    expect(early?.aborted).toBe(true);
  });

  it('ends at once when it is taken by one who has left already', () => {
    read(`/traces/${ID}`);
    void takeEarlyTrace(URL, AbortSignal.abort());
    expect(fetched.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
  });
});

describe('an early answer', () => {
  it('is used in place of another request', async () => {
    read(`/traces/${ID}`);
    expect(await (await load()).text()).toBe('early');
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('that is an error is the same error, and the next attempt asks again', async () => {
    fetched.mockResolvedValueOnce(Response.json({ detail: 'No span of it is stored.' }, { status: 404 }));
    read(`/traces/${ID}`);
    await expect(load()).rejects.toMatchObject({ status: 404, message: 'No span of it is stored.' });
    expect((await load()).ok).toBe(true);
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it('that never came is the sentence of a server that does not answer', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    read(`/traces/${ID}`);
    await expect(load()).rejects.toMatchObject({ status: 0, message: expect.stringContaining('does not answer') });
  });
});
