import { type Clock, toMillis } from '../clock';
import type { OrderSource, SimulatedOrder } from './order-source';
import { RateMeter } from './rate-meter';
import { Refusals } from './refusals';
import type { SimulatedClients } from './simulated-clients';
import { TokenBucket } from './token-bucket';

const TICK_MS = 20;
/**
 * Up to this rate each order goes through every check by itself, some thirty spans; beyond it those of a tick go together, but
 * for the time of a fault that they would not meet. Fewer may be achieved then.
 */
export const TOGETHER_ABOVE = 100;
/**
 * Orders that wait for their answer. Alone they may queue for a lock that lets eighty a second pass, and nobody waits for
 * longer than ten seconds.
 */
const MOST_UNANSWERED = { alone: 600, together: 4_000 };

export interface LoadParts {
  readonly clock: Clock;
  readonly source: OrderSource;
  readonly clients: SimulatedClients;
  /** Whether the pipeline has as much to do as it can take. */
  readonly congested: () => boolean;
  /** Whether every order has to go by itself, whatever the rate. */
  readonly alone: () => boolean;
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
  /** What was refused so far. */
  readonly refusals = new Refusals();
  sent = 0;

  constructor(private readonly parts: LoadParts) {}

  /** Orders a second that are asked for. */
  get asked(): number {
    return this.bucket.perSecond;
  }

  /** Orders sent a second, on the mean of the last five or of the time since the rate was set. */
  get achieved(): number {
    return this.meter.perSecond(this.nowMs());
  }

  /** From now on; 0 for none, but those that were to be cancelled still are. */
  setRate(ordersPerSecond: number): void {
    this.bucket.setRate(ordersPerSecond);
    this.meter.restart(this.nowMs());
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
    const orders: SimulatedOrder[] = [];
    const room = this.paused
      ? 0
      : (this.isTogether ? MOST_UNANSWERED.together : MOST_UNANSWERED.alone) - clients.unanswered;
    while (orders.length < Math.min(due, room) && !congested()) orders.push(source.next());
    this.send(orders);
    const sent = orders.length;
    this.sent += sent;
    this.meter.add(now, sent);
  }

  private send(orders: readonly SimulatedOrder[]): void {
    const { clients } = this.parts;
    if (orders.length === 0) return;
    if (this.isTogether) void clients.tradeMany(orders, this.refusals);
    else for (const order of orders) void clients.trade(order, this.refusals);
  }

  private get isTogether(): boolean {
    return this.asked > TOGETHER_ABOVE && !this.parts.alone();
  }

  private nowMs(): number {
    return toMillis(this.parts.clock.now());
  }
}
