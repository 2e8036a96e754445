import type { Rng } from '@/lib/base/rng';
import { OrderBook } from '../engine/order-book';
import type { DepthLevel } from '../engine/price-levels';
import type { Command, EngineEvent, ExecutionReport } from '../engine/types';
import type { Top } from '../feed/protocol';
import { instrumentOf } from '../market/instruments';
import { MARKET_MAKER, MarketMaker } from './market-maker';

/** In ticks and lots; best prices first. */
export interface Depth {
  readonly bids: readonly DepthLevel[];
  readonly asks: readonly DepthLevel[];
  readonly last: { readonly price: number; readonly lots: number; readonly atUnixNano: string } | null;
}

/** One symbol at one venue: its book, and the market maker that keeps it alive. */
export class Market {
  private readonly book = new OrderBook();
  private readonly maker: MarketMaker;
  private queue = Promise.resolve();
  private last: Depth['last'] = null;

  constructor(
    readonly symbol: string,
    rng: Rng,
    private readonly unixNano: () => string,
  ) {
    this.maker = new MarketMaker(instrumentOf(symbol), rng);
    this.refresh();
  }

  /** Submits a member's command. @returns what happened to members' orders, whoever's they are. */
  submit(command: Command): EngineEvent[] {
    return this.trade(command).filter(
      (event) => event.kind === 'cancel-reject' || event.owner !== MARKET_MAKER || this.tellMaker(event),
    );
  }

  /** Restores the market maker's ladder. @returns what happened to members' orders, as those of its own can cross them. */
  refresh(): ExecutionReport[] {
    return this.maker
      .refresh()
      .flatMap((command) => this.trade(command))
      .filter((event) => event.kind === 'report')
      .filter((event) => event.owner !== MARKET_MAKER || this.tellMaker(event));
  }

  /** Moves the price by a step. @returns as {@link refresh}. */
  wander(): ExecutionReport[] {
    this.maker.wander();
    return this.refresh();
  }

  depth(levels: number): Depth {
    return { ...this.book.depth(levels), last: this.last };
  }

  top(): Top {
    const { bids, asks } = this.book.depth(1);
    const [bid, ask] = [bids[0], asks[0]];
    return {
      bid: bid?.price ?? 0,
      bidLots: bid?.quantity ?? 0,
      ask: ask?.price ?? 0,
      askLots: ask?.quantity ?? 0,
    };
  }

  /** Runs `work` once `entry` has passed and all that was queued before is done: first come, first matched. */
  async inTurn(entry: () => Promise<void>, work: () => void): Promise<void> {
    const before = this.queue;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.queue = promise;
    try {
      await entry();
      await before;
      work();
    } finally {
      resolve();
    }
  }

  private trade(command: Command): EngineEvent[] {
    const events = this.book.submit(command);
    for (const event of events) {
      if (event.kind !== 'report' || event.execType !== 'Trade') continue;
      this.last = { price: event.lastPx, lots: event.lastQty, atUnixNano: this.unixNano() };
    }
    return events;
  }

  private tellMaker(report: ExecutionReport): false {
    this.maker.onReport(report);
    return false;
  }
}
