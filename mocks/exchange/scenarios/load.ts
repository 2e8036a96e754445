import { type Clock, toMillis } from '../clock';
import type { OrderSource } from './order-source';
import { RateMeter } from './rate-meter';
import type { SimulatedClients } from './simulated-clients';
import { TokenBucket } from './token-bucket';

const TICK_MS = 20;

export interface LoadParts {
  readonly clock: Clock;
  readonly source: OrderSource;
  readonly clients: SimulatedClients;
  /** Whether the pipeline has as much to do as it can take. */
  readonly congested: () => boolean;
}

/**
 * Sends orders at a rate, a handful each tick. While the pipeline is congested it sends nothing, and what was due then is
 * not made up for: nothing queues here, and {@link achieved} says what was sent.
 */
export class Load {
  private readonly bucket = new TokenBucket();
  private readonly meter = new RateMeter();
  private cancelTick: (() => void) | null = null;
  private tickedMs = 0;
  private paused = false;
  sent = 0;
  rejected = 0;

  constructor(private readonly parts: LoadParts) {}

  /** Orders a second that are asked for. */
  get asked(): number {
    return this.bucket.perSecond;
  }

  /** Orders sent within the last second. */
  get achieved(): number {
    return this.meter.perSecond(this.nowMs());
  }

  /** From now on; 0 for none, but those that were to be cancelled still are. */
  setRate(ordersPerSecond: number): void {
    this.bucket.setRate(ordersPerSecond);
    if (this.cancelTick || ordersPerSecond === 0) return;
    this.tickedMs = this.nowMs();
    this.tickLater();
  }

  /** Sends nothing for a while. @returns the function that ends it. */
  pause(): () => void {
    this.paused = true;
    return () => {
      this.paused = false;
    };
  }

  /** Sends and cancels nothing more. */
  close(): void {
    this.cancelTick?.();
    this.cancelTick = null;
    this.bucket.setRate(0);
  }

  private tickLater(): void {
    this.cancelTick = this.parts.clock.after(TICK_MS, () => {
      this.cancelTick = null;
      if (this.asked > 0 || this.parts.clients.pending > 0) this.tickLater();
      this.tick();
    });
  }

  private tick(): void {
    const { source, clients, congested } = this.parts;
    const now = this.nowMs();
    const due = this.bucket.take(now - this.tickedMs);
    this.tickedMs = now;
    void clients.cancelDue();
    let sent = 0;
    while (sent < due && !this.paused && !congested()) {
      sent++;
      void clients.trade(source.next()).then((accepted) => {
        if (!accepted) this.rejected++;
      });
    }
    this.sent += sent;
    this.meter.add(now, sent);
  }

  private nowMs(): number {
    return toMillis(this.parts.clock.now());
  }
}
