import { toMillis, toUnixNano } from '../clock';
import type { MarketMessage, OrderMessage } from '../feed/protocol';
import { CLOSE, type Connection } from '../feed/transport';
import type { Service } from '../messaging/service';
import type { FaultState } from './faults';

export type VenueChannel = 'orders' | 'market';

/** Whoever has not logged on by then is cut off. */
const LOGON_MS = 5_000;
/** So many connections may be without a logon. The next makes the oldest of them give way, so that a member gets in always. */
const MAX_WAITING = 64;
/** A member that has said nothing, heartbeats included, for so many of its venue's heartbeats is cut off. */
const SILENT_BEATS = 3;

interface Open {
  readonly channel: VenueChannel;
  heardMs: number;
  /** Its member's last report; null before the logon, and where there are no reports. */
  lastSequence: (() => number) | null;
}

/** Who is connected to a venue, and what they are told; while it is silent, what they will be. */
export class Connections {
  private readonly open = new Map<Connection, Open>();
  /** Those without a logon, oldest first, and what calls their deadline off. */
  private readonly waiting = new Map<Connection, () => void>();
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
    const [oldest] = this.waiting.keys();
    if (oldest && this.waiting.size === MAX_WAITING) {
      this.wait(oldest, false);
      oldest.close(CLOSE.tryLater, `${MAX_WAITING} connections have not logged on, and the oldest makes room`);
    }
    this.open.set(connection, { channel, heardMs: this.nowMs(), lastSequence: null });
    this.wait(connection, true);
  }

  /** It is a member's. @param lastSequence of what the member has been told. */
  loggedOn(connection: Connection, lastSequence: (() => number) | null): void {
    this.wait(connection, false);
    const open = this.open.get(connection);
    if (open) open.lastSequence = lastSequence;
  }

  /** Something came from it. */
  heard(connection: Connection): void {
    const open = this.open.get(connection);
    if (open) open.heardMs = this.nowMs();
  }

  /** It has ended; what was held back for it goes nowhere. */
  remove(connection: Connection): void {
    this.wait(connection, false);
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
    for (const [connection, its] of this.open) if (its.channel === channel) connection.close(CLOSE.told, reason);
  }

  /** No heartbeats and deadlines any more. */
  close(): void {
    this.cancelBeat();
    for (const connection of this.waiting.keys()) this.wait(connection, false);
  }

  private wait(connection: Connection, on: boolean): void {
    this.waiting.get(connection)?.();
    this.waiting.delete(connection);
    if (!on) return;
    const cutOff = () => connection.close(CLOSE.handshake, `no logon came within ${LOGON_MS / 1000} s`);
    this.waiting.set(connection, this.service.clock.background(LOGON_MS, cutOff));
  }

  private beatLater(): void {
    this.cancelBeat = this.service.clock.background(this.heartbeatMs, () => {
      for (const [connection, open] of this.open) this.beat(connection, open);
      this.beatLater();
    });
  }

  private beat(connection: Connection, { heardMs, lastSequence }: Open): void {
    const silentMs = this.nowMs() - heardMs;
    if (silentMs > SILENT_BEATS * this.heartbeatMs) {
      connection.close(CLOSE.silent, `no word for ${Math.round(silentMs)} ms`);
      return;
    }
    // A silent venue owes nobody its heartbeats.
    if (this.state.silent) return;
    const sentAt = toUnixNano(this.service.clock.now());
    this.say(connection, { type: 'heartbeat', sentAt, ...(lastSequence ? { lastSequence: lastSequence() } : {}) });
  }

  private nowMs(): number {
    return toMillis(this.service.clock.now());
  }
}
