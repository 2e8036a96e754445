import { expect, it } from 'vitest';
import type { Runtime } from '@/lib/server/runtime';
import { setRuntime } from '@/lib/server/runtime';
import { GET } from './route';

function serverWith(troubles: (string | null)[]) {
  setRuntime({
    store: { select: () => Promise.resolve([]) },
    troubles: troubles.map((trouble) => () => trouble),
  } as unknown as Runtime);
  return GET(new Request('http://localhost/readyz'), { params: Promise.resolve({}) });
}

it('a server without its mock exchange is ready for spans and pages, and says what is amiss', async () => {
  const answer = await serverWith([null, 'The mock exchange stays off.']);
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { status: 'degraded', detail: 'The mock exchange stays off.' },
  ]);
});

it('a server with nothing amiss is ready', async () => {
  const answer = await serverWith([null]);
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ready' }]);
});
