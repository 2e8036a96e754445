import type { Rng } from '@/lib/base/rng';
import type { Connection, Handlers } from '../feed/transport';
import type { Service } from '../messaging/service';
import type { SpanRef } from '../messaging/span-refs';
import type { ApiGateway } from '../services/api-gateway';
import type { SubmitOrders } from '../services/many-entry';
import type { Feed, Quote } from '../services/market-data';
import type { Topics } from '../services/topics';
import type { VenueName } from '../venues/venues';
import type { Completions } from './completions';
import type { FlowTopics } from './flow-topics';

/** What the flows are made of. The pipeline gives it; a test may give another quote or chance. */
export interface FlowContext {
  /** A service by its name, with its own provider; the same one each time. */
  readonly service: (name: string) => Service;
  readonly topics: Topics;
  readonly flowTopics: FlowTopics;
  /** What is ordered, and by whom. Times are drawn by the services themselves. */
  readonly rng: Rng;
  readonly nextId: (prefix: string) => string;
  /** The best prices of a symbol at a venue; null when none have come. */
  readonly quote: (venue: VenueName, symbol: string) => Quote | null;
  /** The entrance for many orders at once; the load generator's, too. */
  readonly submitOrders: SubmitOrders;
  /** Where clients come in over HTTP. */
  readonly api: ApiGateway;
  /** One more session for the market data of a venue, started; whoever asks for it closes it. */
  readonly openFeed: (venue: VenueName, subscribed: (connect: SpanRef | null) => void) => Feed;
  /** Connects to the order entry as a client from outside does. Rejects when it does not listen. */
  readonly dialEntry: (handlers: Handlers) => Promise<Connection>;
  readonly completions: Completions;
}

/** The traces that begin with the flow, and the client orders in it. */
export interface StartedFlow {
  /** null for one that is not recorded. */
  readonly traceIds: (string | null)[];
  readonly orderIds: string[];
}

/** Something that a trading system does, to be started once. */
export interface Flow {
  readonly name: string;
  readonly title: string;
  /** What happens, in a sentence, with the spans to look for. */
  readonly description: string;
  /** Resolves when the flow's own work is done or handed on; never waits for fills that may never come. */
  start(context: FlowContext): Promise<StartedFlow>;
}
