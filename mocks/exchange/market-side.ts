import { FillpathError } from '@/lib/base/errors';
import type { SessionTimings } from './feed/client-session';
import { newCredentials } from './feed/credentials';
import type { FeedReport } from './feed/statistics';
import type { Transport } from './feed/transport';
import { findInstrument, noSymbol } from './market/instruments';
import type { Service } from './messaging/service';
import { ExchangeGateway } from './services/exchange-gateway';
import { Feed, type FeedParts, type Quote } from './services/market-data';
import { reconcileVenue } from './services/reconcile-venues';
import type { Topics } from './services/topics';
import type { VenueFaults } from './venues/faults';
import type { Depth } from './venues/market';
import { startVenues } from './venues/start-venues';
import { type Listening, VENUES, type VenueName, venueOf } from './venues/venues';

export interface MarketSettings {
  readonly transport: Transport;
  /** Of each symbol at each venue; 0 for no market data at all. */
  readonly updatesPerSecond: number;
  readonly timings: SessionTimings;
  readonly staleMs: number;
  /** Whoever is left out takes any free port. `orders`: the order entry. */
  readonly ports: Partial<Record<Listening, number>>;
}

/** The price of a symbol moves by itself so often, while somebody listens. */
const MOVES_PER_SECOND = 1;

export const TIMINGS: SessionTimings = {
  handshakeMs: 3_000,
  heartbeatMs: 5_000,
  giveUpMs: 10_000,
  firstMs: 200,
  maxMs: 10_000,
};
export const UPDATES_PER_SECOND = 10;
export const STALE_MS = 5_000;

/** What the end of a trading day did. The shape of `endedSession` in lib/api/exchange-contract.ts. */
export interface EndedSession {
  /** Day orders that expired; one may be of several client orders, and a client's may be in several. */
  readonly expiredExchangeOrders: number;
  /** Client orders that some of those were of. */
  readonly expiredClientOrders: number;
  /** Those have no orders that could expire. */
  readonly deadVenues: VenueName[];
}

interface Parts {
  readonly settings: MarketSettings;
  readonly topics: Topics;
  readonly service: (name: string) => Service;
  readonly nextId: (prefix: string) => string;
}

/** The venues and who is connected to them: the exchange-gateway for orders, the market-data service for prices. */
export function startMarketSide({ settings, topics, service, nextId }: Parts) {
  const { transport, updatesPerSecond, timings, staleMs, ports } = settings;
  const rates = { updatesPerSecond, movesPerSecond: MOVES_PER_SECOND };
  const credentials = newCredentials('fillpath');
  const venues = startVenues({ transport, rates, timings, ports, members: [credentials], service, nextId });
  const { dial } = venues;
  const gateway = new ExchangeGateway({
    service: service('exchange-gateway'),
    topics,
    timings,
    credentials,
    venues: VENUES,
    nextId: () => nextId('EXO'),
    dial,
  });
  const marketData = service('market-data');
  function openFeed(venue: VenueName, subscribed: FeedParts['subscribed'] = () => {}): Feed {
    const { symbols } = venues.named(venue);
    const parts = { service: marketData, venue, symbols, timings, staleMs, credentials, subscribed };
    const feed = new Feed({ ...parts, dial: (handlers) => dial(venue, '/market', handlers) });
    feed.start();
    return feed;
  }
  const feeds = new Map(
    (updatesPerSecond > 0 ? VENUES : []).map((venue): [VenueName, Feed] => [venue, openFeed(venue)]),
  );

  return {
    sent: gateway.sent,
    /** How each feed is doing. */
    feeds: (): FeedReport[] => [...feeds.values()].map((feed) => feed.report()),
    /** How each order session is doing, and what its venue has refused to read, by reason. */
    sessions: () =>
      gateway.sessions().map((session) => ({ ...session, refusedByVenue: venues.named(session.venue).refused })),
    /** One more session for the market data of a venue, started; whoever asks for it closes it. */
    openFeed,
    /** The best prices of a symbol at a venue; null when none have come. */
    quote: (venue: VenueName, symbol: string): Quote | null => feeds.get(venue)?.quote(symbol) ?? null,
    /** The book of a symbol at its venue; null while that is dead. @throws FillpathError `not-found`. */
    book(symbol: string, levels: number): (Depth & { readonly venue: VenueName }) | null {
      if (!findInstrument(symbol)) throw new FillpathError('not-found', noSymbol(symbol));
      const venue = venueOf(symbol);
      const depth = venues.named(venue).book(symbol, levels);
      return depth && { ...depth, venue };
    },
    /** What is left of each client order at the venues. */
    rests: () => gateway.rests(),
    /** What is not the same at the venues as at the exchange-gateway, in sentences. */
    reconcile: () =>
      venues.all.flatMap((venue) => reconcileVenue(venue.name, gateway.openAt(venue.name), venue.openOrders())),
    /** The switches of a venue. @throws FillpathError `not-found`. */
    faultsOf: (venue: string): VenueFaults => {
      const found = venues.all.find(({ name }) => name === venue);
      if (found) return found.faults;
      throw new FillpathError('not-found', `There is no venue "${venue}". Use one of ${VENUES.join(', ')}.`);
    },
    /** Ends the trading day at every venue. Orders that are on their way to one are in time for the next day. */
    async endSession(): Promise<EndedSession> {
      // Before, as the news of an expired order may be quicker than this answer.
      const owners = gateway.owners();
      const ended = await Promise.all(
        venues.all.map(async (venue) => ({ name: venue.name, expired: await venue.endSession() })),
      );
      const expired = ended.flatMap((venue) => venue.expired ?? []);
      return {
        expiredExchangeOrders: expired.length,
        expiredClientOrders: new Set(expired.flatMap((orderId) => owners.get(orderId) ?? [])).size,
        deadVenues: ended.flatMap((venue) => (venue.expired === null ? [venue.name] : [])),
      };
    },
    /** Where each venue listens, once it does. */
    venuePeer: (venue: VenueName) => venues.named(venue).peer(),
    async close(): Promise<void> {
      gateway.close();
      for (const feed of feeds.values()) feed.close();
      await venues.close();
    },
  };
}
