import type { Attributes } from '@opentelemetry/api';
import { toMillis, toUnixNano } from '../clock';
import { ClientSession, type SessionTimings } from '../feed/client-session';
import type { Credentials } from '../feed/credentials';
import { frameReader } from '../feed/frames';
import { type MarketMessage, type MarketRequest, marketMessage } from '../feed/protocol';
import { SequenceTracker } from '../feed/sequence';
import { type Anomaly, type FeedReport, FeedStatistics } from '../feed/statistics';
import type { Connection, Frame, Handlers } from '../feed/transport';
import type { Service } from '../messaging/service';
import { type SpanRef, spanRef } from '../messaging/span-refs';
import type { VenueName } from '../venues/venues';
import { priceOf } from './attributes';
import { FeedSpans } from './feed-spans';

const read = frameReader(marketMessage);
/** Every such message of a feed becomes a span. */
const SAMPLE_EVERY = 100;

export interface Quote {
  /** In ticks; 0 when the side is empty. */
  readonly bid: number;
  readonly ask: number;
  /** The venue's time of the message. */
  readonly atUnixNano: string;
  readonly sequence: number;
  /** Since then, in ms. */
  readonly ageMs: number;
}

export interface FeedParts {
  readonly service: Service;
  readonly venue: VenueName;
  readonly symbols: readonly string[];
  readonly credentials: Credentials;
  readonly timings: SessionTimings;
  /** A symbol without a message for so long is stale. */
  readonly staleMs: number;
  /** Told of the span ws.connect each time that all symbols are subscribed. */
  readonly subscribed?: (connect: SpanRef | null) => void;
  dial(handlers: Handlers): Promise<Connection>;
}

type Update = Extract<MarketMessage, { type: 'update' | 'snapshot' }>;

interface Book {
  readonly symbol: string;
  readonly numbers: SequenceTracker;
  quote: Omit<Quote, 'ageMs'> | null;
  lastTickMs: number | null;
  stale: boolean;
  subscribed: boolean;
}

/**
 * One venue's market data: subscribes to its symbols, keeps the best prices, and watches for what is missing. After a gap it
 * asks for a snapshot; until that comes the prices are still those of the latest message.
 */
export class Feed {
  private readonly session: ClientSession;
  private readonly statistics: FeedStatistics;
  private readonly books: ReadonlyMap<string, Book>;
  private readonly spans: FeedSpans;
  private connect: SpanRef | null = null;
  private cancelWatch = () => {};

  constructor(private readonly parts: FeedParts) {
    const { service } = parts;
    this.statistics = new FeedStatistics(this.nowMs());
    this.books = new Map(
      parts.symbols.map((symbol): [string, Book] => [
        symbol,
        { symbol, numbers: new SequenceTracker(), quote: null, lastTickMs: null, stale: false, subscribed: false },
      ]),
    );
    this.session = new ClientSession({
      ...parts,
      channel: 'market',
      open: () => this.say({ type: 'logon', ...parts.credentials, run: null, lastSequence: 0 }),
      frame: (frame) => this.take(frame),
      authenticated: (span) => {
        this.connect = spanRef(span);
        for (const book of this.books.values()) {
          book.subscribed = false;
          this.say({ type: 'subscribe', symbol: book.symbol });
        }
      },
      heartbeat: () => JSON.stringify({ type: 'heartbeat', sentAt: toUnixNano(service.clock.now()) }),
      heartbeatMissed: () => this.tell('heartbeat_missed', {}),
      down: () => this.statistics.down(this.nowMs()),
      lost: () => {},
    });
    this.spans = new FeedSpans(service, () => this.session.attributes);
  }

  start(): void {
    this.session.start();
    this.watch();
  }

  close(): void {
    this.cancelWatch();
    this.session.close();
  }

  quote(symbol: string): Quote | null {
    const quote = this.books.get(symbol)?.quote;
    return quote ? { ...quote, ageMs: this.nowMs() - Number(quote.atUnixNano) / 1e6 } : null;
  }

  report(): FeedReport {
    const now = this.nowMs();
    const { venue } = this.parts;
    const { state, reason } = this.session;
    const symbols = [...this.books.values()].map(({ symbol, numbers, lastTickMs, stale }) => ({
      symbol,
      sequence: numbers.latest,
      lastTickAgeMs: lastTickMs === null ? null : now - lastTickMs,
      stale,
    }));
    return this.statistics.report(now, { venue, state, reason }, symbols);
  }

  private take(frame: Frame): void {
    const result = read(frame);
    if (!result.ok) {
      this.tell('parse_error', { 'market_data.refused': result.code });
      return;
    }
    const { message } = result;
    switch (message.type) {
      case 'welcome':
        this.session.welcomed();
        return;
      case 'subscribed':
        this.subscribed(message.symbol);
        return;
      case 'snapshot':
      case 'update':
        this.takeData(message);
        return;
      case 'error':
        this.parts.service.fault(new Error(`The venue refused a frame: ${message.code}, ${message.text}`));
        return;
      case 'heartbeat':
    }
  }

  private subscribed(symbol: string): void {
    const book = this.books.get(symbol);
    if (book) book.subscribed = true;
    if ([...this.books.values()].some((each) => !each.subscribed)) return;
    this.statistics.up(this.nowMs());
    this.session.ready();
    this.parts.subscribed?.(this.connect);
  }

  private takeData(message: Update): void {
    const book = this.books.get(message.symbol);
    if (!book) return;
    const now = this.nowMs();
    const ageMs = now - Number(message.sentAt) / 1e6;
    if (message.type === 'snapshot') {
      book.numbers.restart(message.sequence);
      this.keep(book, message, now);
      return;
    }
    this.statistics.message(now, ageMs);
    if (this.statistics.messages % SAMPLE_EVERY === 0) this.sample(message, ageMs);
    const verdict = book.numbers.see(message.sequence);
    if (verdict.kind === 'next' || verdict.kind === 'gap') this.keep(book, message, now);
    if (verdict.kind === 'next') return;
    const attributes = { 'market_data.symbol': message.symbol, 'ws.sequence': message.sequence };
    if (verdict.kind === 'gap') {
      const { from, to } = verdict;
      const range = { 'market_data.missing_from': from, 'market_data.missing_to': to };
      this.tell('gap', { ...attributes, ...range, 'market_data.missing': to - from + 1 }, to - from + 1);
      this.say({ type: 'snapshot', symbol: message.symbol });
    } else this.tell(verdict.kind, attributes);
  }

  private keep(book: Book, { bid, ask, sentAt, sequence }: Update, nowMs: number): void {
    book.quote = { bid, ask, atUnixNano: sentAt, sequence };
    book.lastTickMs = nowMs;
    book.stale = false;
  }

  private sample(message: Update, ageMs: number): void {
    const { symbol, sequence, bid, ask } = message;
    const attributes = {
      'market_data.symbol': symbol,
      'market_data.bid': priceOf(symbol, bid),
      'market_data.ask': priceOf(symbol, ask),
      'market_data.sample_every': SAMPLE_EVERY,
      'ws.sequence': sequence,
      'ws.message_age_ms': ageMs,
    };
    this.spans.sample(attributes);
  }

  private tell(kind: Anomaly, attributes: Attributes, missing = 0): void {
    this.statistics.anomaly(this.nowMs(), kind, missing);
    this.spans.anomaly(kind, attributes);
  }

  /** Looks for stale symbols once a second or so; a stale one is told of once. */
  private watch(): void {
    const { service, staleMs } = this.parts;
    this.cancelWatch = service.clock.background(Math.max(1_000, staleMs / 4), () => {
      const now = this.nowMs();
      for (const book of this.books.values()) {
        if (book.stale || book.lastTickMs === null || now - book.lastTickMs <= staleMs) continue;
        book.stale = true;
        this.tell('stale', { 'market_data.symbol': book.symbol, 'market_data.silent_ms': now - book.lastTickMs });
      }
      this.watch();
    });
  }

  private say(message: MarketRequest): void {
    this.session.send(JSON.stringify(message));
  }

  private nowMs(): number {
    return toMillis(this.parts.service.clock.now());
  }
}
