import { connect } from 'node:net';
import { expect, test } from '@playwright/test';

/** Sends a request as it is, which `fetch` would not, and gives the answer's status line, headers and body. */
async function raw(baseURL: string | undefined, requestLine: string, headers = '', bodyBytes = 0): Promise<string> {
  const { hostname, port, host } = new URL(baseURL ?? '');
  const socket = connect(Number(port), hostname);
  socket.write(
    `${requestLine} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Length: ${bodyBytes}\r\n${headers}\r\n`,
  );
  const chunk = Buffer.alloc(64 * 1024, 'x');
  // The next chunk follows when this one is out: a client that is cut off notices in the middle.
  for (let left = bodyBytes; left > 0; left -= chunk.length) {
    const part = chunk.subarray(0, Math.min(left, chunk.length));
    await new Promise<void>((resolve, reject) => {
      socket.write(part, (error) => (error ? reject(error) : resolve()));
    });
  }
  return (await socket.toArray()).join('');
}

for (const [request, status] of [
  ['GET /api/traces/%ff', 400],
  ['GET /traces/%', 400],
  ['DELETE /v1/order/%zz', 400],
  ['POST /v1/traces/%c3', 400],
  ['OPTIONS *', 400],
  ['TRACE /', 405],
  ['TRACE /api/search', 405],
  ['TRACE /v1/traces', 405],
] as const) {
  test(`${request} is answered with ${status} and a sentence`, async ({ baseURL }) => {
    const answer = await raw(baseURL, request);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('content-type: application/problem+json');
    expect(answer).toMatch(/"detail":"\w+ \w+ \w+/);
    expect(/^allow:/m.test(answer)).toBe(status === 405);
  });
}

test('HEAD of a path that cannot be read is 400 without a body', async ({ baseURL }) => {
  expect(await raw(baseURL, 'HEAD /%ff')).toMatch(/^HTTP\/1.1 400 [^]*\r\n\r\n$/);
});

for (const path of ['/v1/order', '/auth/login']) {
  test(`a client that sends 10 MB to ${path} may send all of it and hears 413`, async ({ baseURL }) => {
    const answer = await raw(baseURL, `POST ${path}`, 'Content-Type: application/json\r\n', 10_000_000);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain('larger than 16384 bytes');
  });
}

test('ten wrong passwords a minute, then that name waits; others do not', async ({ baseURL }) => {
  const login = (username: string, password: string) =>
    fetch(`${baseURL}/auth/login`, { method: 'POST', body: JSON.stringify({ username, password }) });
  for (let attempt = 0; attempt < 10; attempt++)
    expect((await login('nobody_in_particular', 'guess')).status).toBe(401);
  // What a client says of its address does not count.
  const refused = await fetch(`${baseURL}/auth/login`, {
    method: 'POST',
    body: JSON.stringify({ username: 'nobody_in_particular', password: 'guess' }),
    headers: { 'x-fillpath-client-address': '192.0.2.1', 'x-forwarded-for': '192.0.2.1' },
  });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ status: 429, detail: expect.stringMatching(/Try again in \d+ s/) });
  expect((await login('demo_user', 'demo123')).status).toBe(200);
});
