/** One message as it came off the wire; text, unless the other side broke the protocol. */
export type Frame = string | Uint8Array;

/** What one end of a connection listens to. Neither may throw: over a WebSocket, whichever does loses its connection. */
export interface Handlers {
  message(frame: Frame): void;
  /** Once, whoever closed it. 1006 when the connection broke without a word. */
  close(code: number, reason: string): void;
}

/** One end of an open connection. What is sent into a closed one is lost, as on any network. */
export interface Connection {
  readonly peer: Peer;
  send(text: string): void;
  close(code: number, reason: string): void;
}

export interface Peer {
  readonly address: string;
  readonly port: number;
}

export interface Listener {
  /** Rejects when the port cannot be had. */
  readonly address: Promise<Peer>;
  /**
   * Accepts no more and breaks every open connection; with a `reason` it says goodbye first (1001), and breaks only those
   * that do not answer soon. Resolves when the port is free again.
   */
  close(reason?: string): Promise<void>;
}

/** How services reach what is outside this process, or seems to be: WebSockets, or pairs in memory under a simulated clock. */
export interface Transport {
  /** @param port 0 for any. */
  listen(port: number, accept: (connection: Connection, path: string) => Handlers): Listener;
  /** Rejects when nobody listens there. */
  dial(peer: Peer, path: string, handlers: Handlers): Promise<Connection>;
}

/** RFC 6455 close codes, and ours from 4000 on. */
export const CLOSE = {
  normal: 1000,
  goingAway: 1001,
  unsupportedData: 1003,
  broken: 1006,
  policy: 1008,
  tooLarge: 1009,
  internalError: 1011,
  tryLater: 1013,
  silent: 4001,
  handshake: 4002,
  told: 4003,
  replaced: 4004,
} as const;
