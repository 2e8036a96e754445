import { toUnixNano } from '../clock';
import type { MarketMessage } from '../feed/protocol';
import type { Service } from '../messaging/service';
import type { FaultState } from './faults';
import type { Market } from './market';

export interface FeedRates {
  /** Of each symbol, while somebody listens. */
  readonly updatesPerSecond: number;
  /** Steps that the price of a symbol takes by itself, while somebody listens. */
  readonly movesPerSecond: number;
}

/** One listener: takes a frame. */
export type Listener = (text: string) => void;

/**
 * One run of a venue's market data: the best bid and ask of each symbol, so many times a second, numbered. Nothing runs
 * while nobody listens.
 */
export class MarketFeed {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly sequences = new Map<string, number>();
  private sent = 0;
  private ticks = 0;
  private cancelTimer: (() => void) | null = null;

  constructor(
    private readonly service: Service,
    private readonly markets: ReadonlyMap<string, Market>,
    private readonly faults: FaultState,
    private readonly rates: FeedRates,
    private readonly move: (market: Market) => void,
  ) {}

  /** @returns false for a symbol that is not traded here. */
  subscribe(symbol: string, listener: Listener): boolean {
    const market = this.markets.get(symbol);
    if (!market) return false;
    const listeners = this.listeners.get(symbol) ?? new Set();
    this.listeners.set(symbol, listeners.add(listener));
    if (!this.cancelTimer) this.tickLater();
    return true;
  }

  /** Of all symbols. */
  unsubscribe(listener: Listener): void {
    for (const [symbol, listeners] of this.listeners) {
      listeners.delete(listener);
      if (listeners.size === 0) this.listeners.delete(symbol);
    }
    if (this.listeners.size === 0) this.close();
  }

  snapshot(symbol: string): MarketMessage | null {
    const market = this.markets.get(symbol);
    const sequence = this.sequences.get(symbol) ?? 0;
    return market ? { type: 'snapshot', symbol, sequence, sentAt: this.now(), ...market.top() } : null;
  }

  close(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
  }

  private tickLater(): void {
    if (this.rates.updatesPerSecond <= 0) return;
    this.cancelTimer = this.service.clock.background(1000 / this.rates.updatesPerSecond, () => {
      this.tickLater();
      this.tick();
    });
  }

  private tick(): void {
    const { updatesPerSecond, movesPerSecond } = this.rates;
    const every = movesPerSecond > 0 ? Math.max(1, Math.round(updatesPerSecond / movesPerSecond)) : Infinity;
    const moves = this.ticks++ % every === every - 1;
    for (const [symbol, listeners] of this.listeners) {
      const market = this.markets.get(symbol);
      if (!market) continue;
      if (moves) this.move(market);
      this.publish(market, listeners);
    }
  }

  private publish(market: Market, listeners: ReadonlySet<Listener>): void {
    const { symbol } = market;
    const { silent, dropNth, duplicateNth, malformNth } = this.faults;
    const sequence = (this.sequences.get(symbol) ?? 0) + 1;
    this.sequences.set(symbol, sequence);
    if (silent || hits(dropNth, sequence)) return;
    this.sent++;
    const message: MarketMessage = { type: 'update', symbol, sequence, sentAt: this.now(), ...market.top() };
    const text = JSON.stringify(message);
    const frame = hits(malformNth, this.sent) ? text.slice(0, text.length / 2) : text;
    for (const listener of listeners) {
      listener(frame);
      if (hits(duplicateNth, this.sent)) listener(frame);
    }
  }

  private now(): string {
    return toUnixNano(this.service.clock.now());
  }
}

function hits(nth: number, count: number): boolean {
  return nth > 0 && count % nth === 0;
}
