import { createRng } from '@/lib/base/rng';
import { toUnixNano } from '../clock';
import { frameReader, type RefusedFrame } from '../feed/frames';
import { guarded } from '../feed/guard';
import {
  type MarketMessage,
  type MarketRequest,
  marketRequest,
  type OrderMessage,
  type OrderRequest,
  orderRequest,
} from '../feed/protocol';
import {
  CLOSE,
  type Connection,
  type Frame,
  type Handlers,
  type Listener,
  type Peer,
  type Transport,
} from '../feed/transport';
import { SYMBOLS } from '../market/instruments';
import type { Service } from '../messaging/service';
import { Connections, type VenueChannel } from './connections';
import { noFaults, switches, type VenueFaults } from './faults';
import { type Depth, Market } from './market';
import { type FeedRates, MarketFeed } from './market-feed';
import { OrderDesk } from './order-desk';
import { type VenueName, venueOf } from './venues';

const readOrder = frameReader(orderRequest);
const readMarket = frameReader(marketRequest);

export interface VenueParts {
  readonly service: Service;
  readonly venue: VenueName;
  readonly transport: Transport;
  /** 0 for any. */
  readonly port: number;
  readonly rates: FeedRates;
  readonly heartbeatMs: number;
  readonly nextId: (prefix: string) => string;
}

/** From one opening to the next: what a venue forgets when it dies. */
interface Run {
  readonly id: string;
  readonly listener: Listener;
  readonly desk: OrderDesk;
  readonly feed: MarketFeed;
  readonly symbols: readonly string[];
  readonly markets: ReadonlyMap<string, Market>;
}

/**
 * A venue: a server with an order channel and a market-data channel, a book and a market maker for each of its symbols. Bad
 * frames are answered with an error frame and counted; binary or oversized ones end the connection, as does the tenth bad one.
 */
export class Venue {
  private readonly state = noFaults();
  private readonly connections: Connections;
  private readonly refusals = new Map<RefusedFrame['code'] | 'not_logged_on' | 'unknown_symbol', number>();
  private current: Run | null = null;
  private port: number;
  private address: Promise<Peer>;
  private closing: Promise<void> = Promise.resolve();
  /** It was told to die or to close, and not to revive since. */
  private dead = false;

  constructor(private readonly parts: VenueParts) {
    this.port = parts.port;
    this.connections = new Connections(parts.service, parts.heartbeatMs, this.state);
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
    return Object.fromEntries(this.refusals);
  }

  /** The book of a symbol, as somebody at the venue sees it; null when the venue is dead or does not trade it. */
  book(symbol: string, levels: number): Depth | null {
    return this.current?.markets.get(symbol)?.depth(levels) ?? null;
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
    return this.end();
  }

  private open(): Run {
    const { service, venue, transport, rates, nextId } = this.parts;
    const symbols = symbolsOf(venue);
    const now = () => toUnixNano(service.clock.now());
    const markets = new Map(
      symbols.map((symbol) => [symbol, new Market(symbol, createRng(service.rng.int(2 ** 32)), now)]),
    );
    const desk = new OrderDesk({ service, venue, markets, faults: this.state, nextExecId: () => nextId('FILL') });
    const feed = new MarketFeed(service, markets, this.state, rates, (market) => desk.wander(market));
    const id = nextId(`RUN-${venue}`);
    const listener = transport.listen(this.port, (connection, path) => this.accept(run, connection, path));
    const run: Run = { id, listener, desk, feed, symbols, markets };
    this.current = run;
    return run;
  }

  private end(): Promise<void> {
    this.dead = true;
    const run = this.current;
    if (!run) return this.closing;
    this.current = null;
    run.desk.close();
    run.feed.close();
    this.closing = run.listener.close();
    return this.closing;
  }

  private accept(run: Run, connection: Connection, path: string): Handlers {
    if (path === '/orders') return this.acceptOrders(run, connection);
    if (path === '/market') return this.acceptMarket(run, connection);
    connection.close(CLOSE.policy, 'connect to /orders or /market');
    return { message: () => {}, close: () => {} };
  }

  private acceptOrders(run: Run, connection: Connection): Handlers {
    const say = (message: OrderMessage) => this.connections.say(connection, message);
    let account: string | null = null;
    const take = (request: OrderRequest) => {
      if (request.type === 'heartbeat') {
        if (account !== null) run.desk.account(account).acknowledge(request.lastSequence ?? 0);
        return;
      }
      if (request.type === 'logon') {
        account = request.account;
        const member = run.desk.account(account);
        const missed = member.attach(request.run === run.id ? request.lastSequence : member.lastSequence, say);
        say({ type: 'welcome', run: run.id, lastSequence: member.lastSequence });
        for (const report of missed) say(report);
      } else if (account === null) this.refuse(connection, 'not_logged_on', 'Send a logon first.');
      else run.desk.take(account, request, say);
    };
    return this.handlers('orders', connection, readOrder, take, () => {
      if (account !== null) run.desk.account(account).detach(say);
    });
  }

  private acceptMarket(run: Run, connection: Connection): Handlers {
    const say = (message: MarketMessage) => this.connections.say(connection, message);
    const listener = (text: string) => connection.send(text);
    let loggedOn = false;
    const take = (request: MarketRequest) => {
      if (request.type === 'heartbeat') return;
      if (request.type === 'logon') {
        loggedOn = true;
        say({ type: 'welcome', run: run.id, lastSequence: 0 });
        return;
      }
      const snapshot = run.feed.snapshot(request.symbol);
      if (!loggedOn) this.refuse(connection, 'not_logged_on', 'Send a logon first.');
      else if (!snapshot) this.refuse(connection, 'unknown_symbol', `Traded here are ${run.symbols.join(', ')}.`);
      else {
        if (request.type === 'subscribe') {
          run.feed.subscribe(request.symbol, listener);
          say({ type: 'subscribed', symbol: request.symbol });
        }
        say(snapshot);
      }
    };
    return this.handlers('market', connection, readMarket, take, () => run.feed.unsubscribe(listener));
  }

  private handlers<Request>(
    channel: VenueChannel,
    connection: Connection,
    read: (frame: Frame) => { ok: true; message: Request } | RefusedFrame,
    take: (request: Request) => void,
    onClose: () => void,
  ): Handlers {
    this.connections.add(connection, channel);
    return {
      message: guarded(connection, read, take, (code, text) => this.refuse(connection, code, text)),
      close: () => {
        this.connections.remove(connection);
        onClose();
      },
    };
  }

  private refuse(
    connection: Connection,
    code: RefusedFrame['code'] | 'not_logged_on' | 'unknown_symbol',
    text: string,
  ): void {
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
    this.connections.say(connection, { type: 'error', code, text });
  }
}

function symbolsOf(venue: VenueName): string[] {
  return SYMBOLS.filter((symbol) => venueOf(symbol) === venue);
}
