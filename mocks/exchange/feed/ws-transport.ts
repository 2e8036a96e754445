import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { contexts } from '@/lib/telemetry/service-provider';
import {
  CLOSE,
  type Connection,
  type Frame,
  type Handlers,
  type Listener,
  type Peer,
  type Transport,
} from './transport';

const HOST = '127.0.0.1';
/** ws itself breaks off beyond this; up to it the protocol can still explain what is too large. */
const MAX_PAYLOAD = 1024 * 1024;
/** What a peer may leave unread before it is cut off. */
const MAX_UNREAD_BYTES = 16 * 1024 * 1024;
const HANDSHAKE_MS = 5_000;
/** So many connections may be without a handshake. The next makes the oldest of them give way. */
const MAX_WITHOUT_HANDSHAKE = 64;
/** A peer that does not answer the end of a connection by then is cut off. */
const CLOSE_MS = 2_000;
/** The same when the whole server ends: a stop has little time. */
const GOODBYE_MS = 300;
const LIMITS = { closeTimeout: CLOSE_MS, maxPayload: MAX_PAYLOAD, perMessageDeflate: false };

/**
 * WebSockets on loopback. A browser's handshake is refused: it names its page's origin, and no page that somebody happens
 * to visit may trade here. Whatever a handler throws ends that handler's connection and nothing else, and goes to `onFault`.
 */
export function webSocketTransport(onFault: OnFault = logFault): Transport {
  return {
    listen: (port, accept) => listen(port, accept, onFault),
    dial: (peer, path, handlers) => dial(peer, path, handlers, onFault),
  };
}

type OnFault = (error: unknown) => void;

function logFault(error: unknown): void {
  console.error('What came over a WebSocket could not be dealt with; its connection is closed', error);
}

function listen(port: number, accept: (connection: Connection, path: string) => Handlers, onFault: OnFault): Listener {
  const http = createServer(
    { requestTimeout: HANDSHAKE_MS, connectionsCheckingInterval: 1_000 },
    (_request, response) => response.writeHead(426, { connection: 'close' }).end('Connect with a WebSocket.'),
  );
  const waiting = new Set<Socket>();
  const server = new WebSocketServer({
    server: http,
    ...LIMITS,
    verifyClient: ({ req }: { req: { headers: Record<string, unknown> } }) => req.headers.origin === undefined,
  });
  const address = new Promise<Peer>((resolve, reject) => {
    server.once('listening', () => resolve({ address: HOST, port: (server.address() as AddressInfo).port }));
    server.on('error', reject);
  });
  http.on('connection', (socket) => {
    const [oldest] = waiting;
    if (waiting.size === MAX_WITHOUT_HANDSHAKE) oldest?.destroy();
    waiting.add(socket);
    socket.once('close', () => waiting.delete(socket));
  });
  http.listen(port, HOST);
  // Whoever dials hears of it; without a dialler nobody has to.
  address.catch(() => {});
  server.on('connection', (socket, request) => {
    waiting.delete(request.socket);
    const peer = { address: request.socket.remoteAddress ?? HOST, port: request.socket.remotePort ?? 0 };
    attach(socket, () => accept(wrap(socket, peer), request.url ?? '/'), onFault);
  });
  return {
    address,
    close: (reason) =>
      new Promise((resolve) => {
        const breakAll = () => {
          for (const client of server.clients) client.terminate();
        };
        for (const socket of waiting) socket.destroy();
        server.close();
        if (reason === undefined) breakAll();
        else for (const client of server.clients) client.close(CLOSE.goingAway, reason);
        const timer = setTimeout(breakAll, GOODBYE_MS);
        http.close(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };
}

function dial(peer: Peer, path: string, handlers: Handlers, onFault: OnFault): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${peer.address}:${peer.port}${path}`, {
      ...LIMITS,
      handshakeTimeout: HANDSHAKE_MS,
    });
    socket.once('error', reject);
    socket.once('open', () => {
      attach(socket, () => handlers, onFault);
      resolve(wrap(socket, peer));
    });
  });
}

function wrap(socket: WebSocket, peer: Peer): Connection {
  return {
    peer,
    send(text) {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (socket.bufferedAmount > MAX_UNREAD_BYTES) socket.terminate();
      else socket.send(text);
    },
    close(code, reason) {
      socket.close(code, reason);
    },
  };
}

/** The socket's events come in the context of whoever opened it; a message says itself what it belongs to. */
function attach(socket: WebSocket, listener: () => Handlers, onFault: OnFault): void {
  let handlers: Handlers | null = null;
  let failed = false;
  const safely = (work: () => void) => {
    try {
      contexts.with(ROOT_CONTEXT, work);
    } catch (error) {
      if (!failed) onFault(error);
      failed = true;
      socket.close(CLOSE.internalError, 'internal error');
    }
  };
  safely(() => {
    handlers = listener();
  });
  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (!failed) safely(() => handlers?.message(frameOf(data, isBinary)));
  });
  socket.on('close', (code, reason) => safely(() => handlers?.close(code, reason.toString('utf8'))));
  // 'close' follows, with the code.
  socket.on('error', () => {});
}

function frameOf(data: RawData, isBinary: boolean): Frame {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);
  return isBinary ? bytes : bytes.toString('utf8');
}
