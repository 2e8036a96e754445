import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { linkTo, recordedTrace, type SpanRef, spanRef } from '../messaging/span-refs';
import { VENUES, type VenueName } from '../venues/venues';
import { pick } from './direct-order';
import type { Flow, FlowContext, StartedFlow } from './flow';

/** It listens for so long once everything is subscribed, and waits for that so long at most. */
const LISTEN_MS = 1_000;
const CONNECT_MS = 5_000;

/**
 * Subscribes to all symbols of a venue by a connection of its own, listens for a second and disconnects. The connecting is a
 * trace of its own, as always (ws.connect); `market_data.session` links to it and says what came.
 */
export function runMarketSession({ service, openFeed }: FlowContext, venue: VenueName): Promise<StartedFlow> {
  const marketData = service('market-data');
  const { clock } = marketData;
  const settings = { kind: SpanKind.INTERNAL, root: true, attributes: { 'exchange.venue': venue } };
  return marketData.track(() =>
    marketData.span('market_data.session', settings, async (span) => {
      const { promise: subscribed, resolve } = Promise.withResolvers<SpanRef | null>();
      const callOff = clock.after(CONNECT_MS, () => resolve(null));
      const feed = openFeed(venue, resolve);
      const connect = await subscribed;
      callOff();
      if (connect) await clock.sleep(LISTEN_MS);
      const { messages, missing, ageP50Ms, ageP99Ms, quality, reason, symbols } = feed.report();
      feed.close();
      span.setAttributes({
        'market_data.symbols': symbols.map(({ symbol }) => symbol),
        'market_data.messages': messages,
        'market_data.missing': missing,
        'market_data.quality': quality,
        ...(ageP50Ms === null ? {} : { 'market_data.age_p50_ms': ageP50Ms }),
        ...(ageP99Ms === null ? {} : { 'market_data.age_p99_ms': ageP99Ms }),
      });
      const own = recordedTrace(spanRef(span));
      if (!connect) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: reason });
        return { traceIds: [own], orderIds: [] };
      }
      span.addLink(linkTo(connect, { 'ws.relation': 'connection' }));
      return { traceIds: [recordedTrace(connect), own], orderIds: [] };
    }),
  );
}

export const marketSession: Flow = {
  name: 'market-data',
  title: 'Market data over WebSocket',
  description:
    'The market-data service connects to a venue once more (ws.connect with its events Disconnected, Connecting, Connected, ' +
    'Authenticated, Subscribed), listens to all symbols for a second and says what came (market_data.session).',
  start: (context) => runMarketSession(context, pick(context.rng, VENUES)),
};
