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

  it('loses only the connection whose handler throws, with 1011, and tells of it once', async () => {
    const faults: string[] = [];
    const transport = webSocketTransport((error) => faults.push(String(error)));
    const listener = transport.listen(0, (connection, path) => ({
      message(frame) {
        if (path === '/bad') throw new Error(`no ${String(frame)}`);
        connection.send(String(frame));
      },
      close() {
        if (path === '/bad') throw new Error('not even the end');
      },
    }));
    cleanups.push(() => listener.close());
    const heard: unknown[] = [];
    const handlers = { message: (frame: unknown) => heard.push(frame), close: (code: number) => heard.push(code) };
    const good = await transport.dial(await listener.address, '/', handlers);
    const bad = await transport.dial(await listener.address, '/bad', handlers);
    bad.send('word');
    bad.send('second word');
    await vi.waitFor(() => expect(heard).toEqual([1011]));
    good.send('still here');
    await vi.waitFor(() => expect(heard).toEqual([1011, 'still here']));
    expect(faults).toEqual(['Error: no word']);
  });

  it('says goodbye with 1001 and a reason, and does not wait for who is deaf', async () => {
    const listener = listening();
    const peer = await listener.address;
    await silent(listener);
    const ends: unknown[] = [];
    const end = (...end: unknown[]) => ends.push(end);
    await webSocketTransport().dial(peer, '/', { message: () => {}, close: end });
    const deaf = createConnection(peer.port, peer.address);
    cleanups.push(() => void deaf.destroy());
    const upgrade = [
      'GET / HTTP/1.1',
      'Host: x',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
    ];
    deaf.write([...upgrade, 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', '', ''].join('\r\n'));
    await new Promise((resolve) => deaf.once('data', resolve));
    await listener.close('the exchange stops');
    await vi.waitFor(() => expect(ends).toEqual([[1001, 'the exchange stops']]));
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
