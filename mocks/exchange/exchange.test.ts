import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Exchange, type Order, startExchange } from './index';
import { exchange, setExchange } from './instance';

const order = { symbol: 'BTCUSDT', side: 'buy', type: 'market', quantity: '0.00001' };

interface Receiver {
  readonly server: Server;
  readonly url: string;
  readonly requests: { type: string; bytes: number }[];
}

async function receiver(status: number): Promise<Receiver> {
  const requests: Receiver['requests'] = [];
  const server = createServer((request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => (bytes += chunk.length));
    request.on('end', () => {
      requests.push({ type: request.headers['content-type'] ?? '', bytes });
      response.writeHead(status, { 'content-type': 'application/x-protobuf' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}/v1/traces`, requests };
}

describe('startExchange', () => {
  let running: Receiver | undefined;
  afterEach(() => {
    running?.server.closeAllConnections();
    running?.server.close();
    vi.restoreAllMocks();
  });

  async function tradeOnce(status: number): Promise<{ exchange: Exchange; filled: Order }> {
    running = await receiver(status);
    const { promise, resolve } = Promise.withResolvers<Order>();
    const started = startExchange({
      traceEndpoint: running.url,
      onOrder: (state) => state.state === 'filled' && resolve(state),
      seed: 1,
    });
    const { token } = await started.login({}, { username: 'demo_user', password: 'demo123' });
    await started.placeOrder({}, token, order);
    return { exchange: started, filled: await promise };
  }

  it('fills an order in real time and has sent every span once it has stopped', async () => {
    const { exchange: started, filled } = await tradeOnce(200);
    expect(filled).toMatchObject({ filledQuantity: '0.00001', userId: 'USR-1' });
    await started.stop();
    const { ended, exported, failed, inFlight } = await started.counters();
    // 4 of the login; 11 of the client; 2 of the batch; 6 of the exchange order; 8 of the fill; 6 connections.
    expect([ended, exported, failed, inFlight]).toEqual([37, 37, 0, 0]);
    expect(new Set(running?.requests.map(({ type }) => type))).toEqual(new Set(['application/x-protobuf']));
  });

  it('takes no orders once it stops, and stops once', async () => {
    const { exchange: started } = await tradeOnce(200);
    await Promise.all([started.stop(), started.stop()]);
    await expect(started.placeOrder({}, 'any', order)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('counts the spans that could not be sent, and says so once', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { exchange: started } = await tradeOnce(400);
    await started.stop().catch(() => {});
    const { ended, exported, failed } = await started.counters();
    expect([ended, exported, failed]).toEqual([37, 0, 37]);
    expect(warn.mock.calls.map(([text]) => String(text).includes('could not send'))).toEqual([true]);
  });
});

describe('the running exchange', () => {
  it('explains itself when there is none', () => {
    setExchange(undefined);
    expect(() => exchange()).toThrow('The mock exchange is not running');
  });
});
