import { toUnixNano } from '../clock';
import type { MarketMessage, OrderMessage } from '../feed/protocol';
import { CLOSE, type Connection } from '../feed/transport';
import type { Service } from '../messaging/service';
import type { FaultState } from './faults';

export type VenueChannel = 'orders' | 'market';

/** Who is connected to a venue, and what they are told; while it is silent, what they will be. */
export class Connections {
  private readonly open = new Map<Connection, VenueChannel>();
  /** What would have been said but for the silence. */
  private held: { readonly connection: Connection; readonly text: string }[] = [];
  private cancelBeat = () => {};

  constructor(
    private readonly service: Service,
    private readonly heartbeatMs: number,
    private readonly state: FaultState,
  ) {
    this.beatLater();
  }

  add(connection: Connection, channel: VenueChannel): void {
    this.open.set(connection, channel);
  }

  /** It has ended; what was held back for it goes nowhere. */
  remove(connection: Connection): void {
    this.open.delete(connection);
    this.held = this.held.filter((each) => each.connection !== connection);
  }

  say(connection: Connection, message: OrderMessage | MarketMessage): void {
    const text = JSON.stringify(message);
    if (this.state.silent) this.held.push({ connection, text });
    else connection.send(text);
  }

  silence(on: boolean): void {
    this.state.silent = on;
    if (on) return;
    const { held } = this;
    this.held = [];
    for (const { connection, text } of held) connection.send(text);
  }

  disconnect(channel: VenueChannel, reason: string): void {
    for (const [connection, its] of this.open) if (its === channel) connection.close(CLOSE.told, reason);
  }

  /** No heartbeats any more. */
  close(): void {
    this.cancelBeat();
  }

  private beatLater(): void {
    const { clock } = this.service;
    this.cancelBeat = clock.background(this.heartbeatMs, () => {
      const sentAt = toUnixNano(clock.now());
      // A silent venue owes nobody its heartbeats.
      if (!this.state.silent) {
        for (const connection of this.open.keys()) this.say(connection, { type: 'heartbeat', sentAt });
      }
      this.beatLater();
    });
  }
}
