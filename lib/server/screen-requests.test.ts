import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { screenRequests } from './screen-requests';

// Answers with what a framework would see.
const server = createServer(({ method, url, headers }, response) => {
  response.end(`${method} ${url} from ${String(headers['x-fillpath-client-address'])}`);
});
beforeAll(async () => {
  screenRequests();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

async function seen(method: string, path: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const headers = { 'x-fillpath-client-address': '192.0.2.1' };
  const sent = request({ port, host: '127.0.0.1', method, path, headers }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return (await answer.toArray()).join('');
}

it.each([
  ['POST', '/v1/traces?x=%ff', 'POST /v1/traces?x=%ff'],
  ['GET', '/api/traces/%ff?format=arrow', 'GET /refused?why=path'],
  ['DELETE', '/v1/order/%', 'GET /refused?why=path'],
  ['OPTIONS', '*', 'GET /refused?why=path'],
  ['TRACE', '/', 'GET /refused?why=method'],
])('%s %s reaches the server as %s, with the address that it came from', async (method, path, expected) => {
  expect(await seen(method, path)).toBe(`${expected} from 127.0.0.1`);
});
