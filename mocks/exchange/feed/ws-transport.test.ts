import { createConnection, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Listener } from './transport';
import { webSocketTransport } from './ws-transport';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

function listening(): Listener {
  const listener = webSocketTransport().listen(0, (connection) => ({
    message: (frame) => connection.send(String(frame)),
    close: () => {},
  }));
  cleanups.push(() => listener.close());
  return listener;
}

/** Plain TCP, without a word of HTTP. */
async function silent(listener: Listener): Promise<Socket> {
  const { address, port } = await listener.address;
  const socket = createConnection(port, address);
  socket.on('error', () => {});
  cleanups.push(() => void socket.destroy());
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

describe('a listener', () => {
  it('makes room when 64 connections have not done their handshake, and lets a WebSocket in', async () => {
    const listener = listening();
    const sockets: Socket[] = [];
    for (let n = 0; n < 70; n++) sockets.push(await silent(listener));
    const closed = () => sockets.filter(({ closed }) => closed).length;
    for (const socket of sockets) socket.resume();
    await vi.waitFor(() => expect(closed()).toBe(6));
    const heard: unknown[] = [];
    const connection = await webSocketTransport().dial(await listener.address, '/', {
      message: (frame) => heard.push(frame),
      close: () => {},
    });
    connection.send('hello');
    await vi.waitFor(() => expect(heard).toEqual(['hello']));
    expect(closed()).toBe(7);
    connection.close(1000, 'done');
  });

  it('tells plain HTTP what to do', async () => {
    const { address, port } = await listening().address;
    const response = await fetch(`http://${address}:${port}/orders`);
    expect([response.status, await response.text()]).toEqual([426, 'Connect with a WebSocket.']);
  });

  it('closes with connections of every kind open, and its port is free again', async () => {
    const listener = listening();
    const peer = await listener.address;
    await silent(listener);
    const closes: number[] = [];
    await webSocketTransport().dial(peer, '/', { message: () => {}, close: (code) => closes.push(code) });
    await listener.close();
    await vi.waitFor(() => expect(closes).toEqual([1006]));
    const again = webSocketTransport().listen(peer.port, () => ({ message: () => {}, close: () => {} }));
    expect((await again.address).port).toBe(peer.port);
    await again.close();
  });
});
