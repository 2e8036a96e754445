import { QUALITY_WINDOW_S, qualityScore } from './quality';
import { RecentAges } from './recent-ages';
import { SecondRing } from './second-ring';
import type { SessionState } from './session-state';

/** What can be wrong with a message or with its absence. Counted, and told as a span of that name. */
export const ANOMALIES = ['gap', 'duplicate', 'out_of_order', 'parse_error', 'stale', 'heartbeat_missed'] as const;
export type Anomaly = (typeof ANOMALIES)[number];

/** Bad as such; a gap is counted by the numbers missing, a stale symbol while it is stale. */
const BAD: ReadonlySet<Anomaly> = new Set(['duplicate', 'out_of_order', 'parse_error']);
const RATE_S = 10;

type Counted = 'received' | 'bad' | 'missing' | 'heartbeatsMissed' | 'reconnects' | 'downMs';

export interface SymbolReport {
  readonly symbol: string;
  readonly sequence: number | null;
  /** Since its last message, in ms; null before the first. */
  readonly lastTickAgeMs: number | null;
  readonly stale: boolean;
}

/** How one feed is doing. Counters since the start; ages in ms from the venue's time to the receipt. */
export interface FeedReport {
  readonly venue: string;
  readonly state: SessionState;
  /** Why it is not connected; '' while it is. */
  readonly reason: string;
  readonly messages: number;
  /** Messages a second, over the last ten whole seconds. */
  readonly rate: number;
  readonly anomalies: Readonly<Record<Anomaly, number>>;
  /** Messages that never came, by the gaps in their numbers. */
  readonly missing: number;
  readonly reconnects: number;
  /** Over the last half minute; null when nothing came then. */
  readonly ageP50Ms: number | null;
  readonly ageP99Ms: number | null;
  /** Over the last half minute, 0 to 100; the formula is in quality.ts. */
  readonly quality: number;
  readonly symbols: readonly SymbolReport[];
}

/** Counts what comes over one feed. Time is given, in ms since the epoch. */
export class FeedStatistics {
  private readonly window = new SecondRing<Counted>(QUALITY_WINDOW_S);
  private readonly ages = new RecentAges(QUALITY_WINDOW_S);
  private readonly counts = new Map<Anomaly, number>();
  private total = 0;
  private missing = 0;
  private connects = 0;
  private downSince: number | null;

  constructor(private readonly startedMs: number) {
    this.downSince = startedMs;
  }

  get messages(): number {
    return this.total;
  }

  /** A message that could be read came. */
  message(nowMs: number, ageMs: number): void {
    this.total++;
    this.ages.add(nowMs, ageMs);
    this.window.add(nowMs, 'received');
  }

  /** @param missing numbers that a gap skipped. */
  anomaly(nowMs: number, kind: Anomaly, missing = 0): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    if (BAD.has(kind)) this.window.add(nowMs, 'bad');
    if (kind === 'heartbeat_missed') this.window.add(nowMs, 'heartbeatsMissed');
    // An unreadable frame is not among the messages.
    if (kind === 'parse_error') this.window.add(nowMs, 'received');
    if (missing > 0) {
      this.missing += missing;
      this.window.add(nowMs, 'missing', missing);
    }
  }

  up(nowMs: number): void {
    if (++this.connects > 1) this.window.add(nowMs, 'reconnects');
    if (this.downSince === null) return;
    const from = Math.max(this.downSince, nowMs - QUALITY_WINDOW_S * 1000);
    for (let at = from; at < nowMs; ) {
      const end = Math.min(nowMs, (Math.floor(at / 1000) + 1) * 1000);
      this.window.add(at, 'downMs', end - at);
      at = end;
    }
    this.downSince = null;
  }

  down(nowMs: number): void {
    this.downSince ??= nowMs;
  }

  report(nowMs: number, session: Pick<FeedReport, 'venue' | 'state' | 'reason'>, symbols: SymbolReport[]): FeedReport {
    const sum = (key: Counted) => this.window.sum(nowMs, key);
    const ages = this.ages.at(nowMs);
    return {
      ...session,
      messages: this.total,
      rate: this.window.rate(nowMs, 'received', RATE_S),
      anomalies: Object.fromEntries(ANOMALIES.map((kind) => [kind, this.counts.get(kind) ?? 0])) as Record<
        Anomaly,
        number
      >,
      missing: this.missing,
      reconnects: Math.max(0, this.connects - 1),
      ageP50Ms: ages.quantile(0.5),
      ageP99Ms: ages.quantile(0.99),
      quality: qualityScore({
        received: sum('received'),
        bad: sum('bad'),
        missing: sum('missing'),
        heartbeatsMissed: sum('heartbeatsMissed'),
        reconnects: sum('reconnects'),
        symbols: symbols.length,
        stale: symbols.filter(({ stale }) => stale).length,
        down: this.downShare(nowMs),
      }),
      symbols,
    };
  }

  /** Of the window, or of the time since the start when that is shorter. */
  private downShare(nowMs: number): number {
    const windowMs = Math.min(QUALITY_WINDOW_S * 1000, nowMs - this.startedMs);
    if (windowMs <= 0) return this.downSince === null ? 0 : 1;
    const still = this.downSince === null ? 0 : nowMs - Math.max(this.downSince, nowMs - windowMs);
    return Math.min(1, (this.window.sum(nowMs, 'downMs') + still) / windowMs);
  }
}
