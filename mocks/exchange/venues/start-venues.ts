import type { SessionTimings } from '../feed/client-session';
import type { Credentials } from '../feed/credentials';
import type { Connection, Handlers, Transport } from '../feed/transport';
import type { Service } from '../messaging/service';
import type { FeedRates } from './market-feed';
import { Venue } from './venue';
import { VENUES, type VenueName } from './venues';

export interface VenuesParts {
  readonly transport: Transport;
  readonly rates: FeedRates;
  readonly timings: SessionTimings;
  /** A venue without one takes any free port. */
  readonly ports: Partial<Record<VenueName, number>>;
  readonly members: readonly Credentials[];
  readonly service: (name: string) => Service;
  readonly nextId: (prefix: string) => string;
}

/** All venues of the exchange's world, each a service and a server of its own. */
export function startVenues({ transport, rates, timings, ports, members, service, nextId }: VenuesParts) {
  const venues = new Map(
    VENUES.map((venue): [VenueName, Venue] => {
      const port = ports[venue] ?? 0;
      const parts = { venue, transport, port, rates, heartbeatMs: timings.heartbeatMs, members, nextId };
      return [venue, new Venue({ ...parts, service: service(`venue-${venue}`) })];
    }),
  );

  function named(venue: VenueName): Venue {
    const found = venues.get(venue);
    if (!found) throw new Error(`There is no venue ${venue}`);
    return found;
  }

  return {
    all: [...venues.values()],
    named,
    dial: async (venue: VenueName, path: string, handlers: Handlers): Promise<Connection> =>
      transport.dial(await named(venue).peer(), path, handlers),
    async close(): Promise<void> {
      await Promise.all([...venues.values()].map((venue) => venue.close()));
    },
  };
}
