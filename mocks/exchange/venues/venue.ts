import { createRng } from '@/lib/base/rng';
import { toUnixNano } from '../clock';
import type { Credentials } from '../feed/credentials';
import type { Listener, Peer, Transport } from '../feed/transport';
import { SYMBOLS } from '../market/instruments';
import type { Service } from '../messaging/service';
import { type ChannelRun, Channels } from './channels';
import { Connections } from './connections';
import { noFaults, switches, type VenueFaults } from './faults';
import { type Depth, Market } from './market';
import { type FeedRates, MarketFeed } from './market-feed';
import type { OrderAt } from './member-orders';
import { OrderDesk } from './order-desk';
import { type VenueName, venueOf } from './venues';

export interface VenueParts {
  readonly service: Service;
  readonly venue: VenueName;
  readonly transport: Transport;
  /** 0 for any. */
  readonly port: number;
  readonly rates: FeedRates;
  readonly heartbeatMs: number;
  /** Who may log on. */
  readonly members: readonly Credentials[];
  readonly nextId: (prefix: string) => string;
}

/** From one opening to the next: what a venue forgets when it dies. */
interface Run extends ChannelRun {
  readonly listener: Listener;
  readonly markets: ReadonlyMap<string, Market>;
}

/**
 * A venue: a server with an order channel and a market-data channel, a book and a market maker for each of its symbols.
 */
export class Venue {
  private readonly state = noFaults();
  private readonly connections: Connections;
  private readonly channels: Channels;
  private current: Run | null = null;
  private port: number;
  private address: Promise<Peer>;
  private closing: Promise<void> = Promise.resolve();
  /** It was told to die or to close, and not to revive since. */
  private dead = false;

  constructor(private readonly parts: VenueParts) {
    this.port = parts.port;
    this.connections = new Connections(parts.service, parts.heartbeatMs, this.state);
    this.channels = new Channels(this.connections, parts.members);
    const run = this.open();
    this.address = run.listener.address;
    this.address.then(
      ({ port }) => (this.port = port),
      (error: unknown) => parts.service.fault(error),
    );
  }

  get name(): VenueName {
    return this.parts.venue;
  }

  get symbols(): readonly string[] {
    return symbolsOf(this.parts.venue);
  }

  /** Frames refused so far, by code. */
  get refused(): Readonly<Record<string, number>> {
    return this.channels.refused;
  }

  /** The book of a symbol, as somebody at the venue sees it; null when the venue is dead or does not trade it. */
  book(symbol: string, levels: number): Depth | null {
    return this.current?.markets.get(symbol)?.depth(levels) ?? null;
  }

  /** Ends the trading day. @returns which orders expired; null when the venue is dead and has none. */
  endSession(): Promise<string[] | null> {
    return this.current?.desk.endSession() ?? Promise.resolve(null);
  }

  /** Members' orders that are open here; null when the venue is dead and has forgotten them. */
  openOrders(): OrderAt[] | null {
    return this.current?.desk.open() ?? null;
  }

  /** Where it listens. Rejects when its port is taken. */
  async peer(): Promise<Peer> {
    return this.address;
  }

  /** Switches for what goes wrong here. */
  readonly faults: VenueFaults = switches(this.state, {
    silence: (on) => this.connections.silence(on),
    disconnect: (channel, reason = 'told to disconnect') => this.connections.disconnect(channel, reason),
    die: () => this.end(),
    revive: () => {
      this.dead = false;
      if (this.current) return;
      const { address } = this;
      // The port may still be in use for a moment, in which it may be told to die again: then nobody listens there.
      this.address = this.closing.then(() => (this.dead ? address : (this.current ?? this.open()).listener.address));
      this.address.catch((error: unknown) => this.parts.service.fault(error));
    },
  });

  close(): Promise<void> {
    this.connections.close();
    return this.end('the venue is closing');
  }

  private open(): Run {
    const { service, venue, transport, rates, nextId } = this.parts;
    const symbols = symbolsOf(venue);
    const now = () => toUnixNano(service.clock.now());
    const markets = new Map(
      symbols.map((symbol) => [symbol, new Market(symbol, createRng(service.rng.int(2 ** 32)), now)]),
    );
    const nextExecId = (isTrade: boolean) => nextId(isTrade ? 'FILL' : 'EXEC');
    const desk = new OrderDesk({ service, venue, markets, faults: this.state, nextExecId });
    const feed = new MarketFeed(service, markets, this.state, rates, (market) => desk.wander(market));
    const id = nextId(`RUN-${venue}`);
    const listener = transport.listen(this.port, (connection, path) => this.channels.accept(run, connection, path));
    const run: Run = { id, listener, desk, feed, symbols, markets };
    this.current = run;
    return run;
  }

  /** @param goodbye what connections are told; without it they break, as a venue's do that dies. */
  private end(goodbye?: string): Promise<void> {
    this.dead = true;
    const run = this.current;
    if (!run) return this.closing;
    this.current = null;
    run.desk.close();
    run.feed.close();
    this.closing = run.listener.close(goodbye);
    return this.closing;
  }
}

function symbolsOf(venue: VenueName): string[] {
  return SYMBOLS.filter((symbol) => venueOf(symbol) === venue);
}
