import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { problem } from '@/lib/api/contract';
import { FillpathError } from '@/lib/base/errors';
import type { Exchange } from '@/mocks/exchange';
import { setExchange } from '@/mocks/exchange/instance';
import { POST } from './route';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const login: Exchange['login'] = async (_carrier, { username, password }) => {
    if (password !== 'right') throw new FillpathError('unauthorized', 'User name and password do not match.');
    return { token: 'token', userId: username, expiresAt: '2026-11-21T00:00:00Z' };
  };
  setExchange({ login } as Exchange);
});
afterEach(() => {
  vi.useRealTimers();
  setExchange(undefined);
});

function logIn(username: string, password: string, address = '192.0.2.1'): Promise<Response> {
  const request = new Request('http://localhost/auth/login', {
    method: 'POST',
    body: JSON.stringify({ username, password }),
    headers: { 'x-fillpath-client-address': address },
  });
  return POST(request, { params: Promise.resolve({}) });
}

it('refuses a name from an address for a minute after ten failures, and nobody else', async () => {
  for (let attempt = 0; attempt < 10; attempt++) expect((await logIn('ann', 'wrong')).status).toBe(401);
  vi.advanceTimersByTime(15_000);
  const refused = await logIn('ann', 'right');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '45']);
  expect(refused.headers.get('content-type')).toBe('application/problem+json');
  expect(problem.parse(await refused.json()).detail).toBe('10 attempts failed within 60 s. Try again in 45 s.');

  expect((await logIn('bob', 'right')).status).toBe(200);
  expect((await logIn('ann', 'right', '192.0.2.2')).status).toBe(200);
  vi.advanceTimersByTime(45_000);
  expect((await logIn('ann', 'right')).status).toBe(200);
});
