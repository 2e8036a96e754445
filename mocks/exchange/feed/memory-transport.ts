import { ROOT_CONTEXT } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import { CLOSE, type Connection, type Handlers, type Listener, type Peer, type Transport } from './transport';

interface Open {
  readonly end: (code: number, reason: string) => void;
}

interface Server {
  readonly accept: (connection: Connection, path: string) => Handlers;
  readonly open: Set<Open>;
}

/**
 * Connections inside one process, without sockets: frames arrive in order, each in a microtask of its own, so that a
 * simulated clock has delivered all of them before time goes on.
 */
export function memoryTransport(): Transport {
  const servers = new Map<number, Server>();
  let lastPort = 0;
  const peer = (port: number): Peer => ({ address: 'in-process', port });

  function listen(wanted: number, accept: Server['accept']): Listener {
    const port = wanted === 0 ? ++lastPort : wanted;
    if (servers.has(port)) {
      return { address: Promise.reject(new Error(`Port ${port} is taken`)), close: async () => {} };
    }
    const server: Server = { accept, open: new Set() };
    servers.set(port, server);
    return {
      address: Promise.resolve(peer(port)),
      async close(reason) {
        servers.delete(port);
        for (const { end } of server.open) end(reason === undefined ? CLOSE.broken : CLOSE.goingAway, reason ?? '');
      },
    };
  }

  async function dial({ port }: Peer, path: string, client: Handlers): Promise<Connection> {
    const server = servers.get(port);
    if (!server) throw new Error('connection refused');
    let closed = false;
    const handlers: { client: Handlers; server?: Handlers } = { client };
    const end = (code: number, reason: string) => {
      if (closed) return;
      closed = true;
      server.open.delete(open);
      queueMicrotask(() =>
        contexts.with(ROOT_CONTEXT, () => {
          handlers.client.close(code, reason);
          handlers.server?.close(code, reason);
        }),
      );
    };
    const open: Open = { end };
    const side = (to: 'client' | 'server'): Connection => ({
      peer: peer(port),
      send(text) {
        // What was sent before the end still arrives before it.
        if (!closed) queueMicrotask(() => contexts.with(ROOT_CONTEXT, () => handlers[to]?.message(text)));
      },
      close: end,
    });
    server.open.add(open);
    handlers.server = server.accept(side('client'), path);
    return side('server');
  }

  return { listen, dial };
}
