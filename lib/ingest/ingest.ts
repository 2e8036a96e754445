import type { Span } from '@/lib/otlp/model';
import { traceIdOf } from '@/lib/store/new-spans';
import { type EncodedSpans, encodeSpans } from '@/lib/store/span-rows';
import { checkSpans } from './check-spans';
import { GroupCommit } from './group-commit';
import { DEFAULT_LIMITS, limitSpans } from './limits';
import { MemoryBudget } from './memory-budget';
import { redactSpans } from './redact';
import { refuseScatteredDays } from './scattered-days';
import { refuseRepeatedBulk } from './stored-size';

/** Ordinary spans take about 400 bytes each while they wait, encoded: 40 MB before ingest says "later". */
const MAX_WAITING_SPANS = 100_000;

/** Of bodies that are being read, decoded or stored. What they are decoded to takes some four times as much. */
const MAX_BODY_BYTES_AT_ONCE = 128 * 1024 * 1024;

/** The store inserts with one thread a group: a second one uses the time in which the first waits for its rows. */
const GROUPS_AT_ONCE = 2;

export interface IngestOptions {
  /** Stores a group; when it returns, the spans are stored. */
  readonly write: (requests: readonly EncodedSpans[]) => Promise<unknown>;
  readonly spansAGroup: number;
  /** Whether the store has given up on a batch that this span was in. */
  readonly isRefused: (span: Span) => boolean;
  /** Called after each group with the traces that it touched. */
  readonly onStored: (traceIds: ReadonlySet<string>) => void;
  /** Words that make an attribute's value a secret. */
  readonly redactedWords: readonly string[] | null;
}

export interface IngestCounts {
  acceptedSpans: number;
  rejectedSpans: number;
}

/** Decoded spans in, stored spans out: check → redact → limit → encode → group commit. */
export class Ingest {
  readonly counts: IngestCounts = { acceptedSpans: 0, rejectedSpans: 0 };
  /** What a request's body takes is claimed here from its first byte until the request is answered. */
  readonly memory = new MemoryBudget(MAX_BODY_BYTES_AT_ONCE);
  private readonly commit: GroupCommit;

  constructor(private readonly options: IngestOptions) {
    this.commit = new GroupCommit({
      groupsAtOnce: GROUPS_AT_ONCE,
      spansAGroup: options.spansAGroup,
      maxWaitingSpans: MAX_WAITING_SPANS,
      write: async (requests) => {
        await options.write(requests);
        options.onStored(new Set(requests.flatMap(({ ids }) => ids.map(traceIdOf))));
      },
    });
  }

  /**
   * Takes the spans of one request; resolves when they are stored.
   * @returns how many were refused, and why: a sentence, '' when none was.
   * @throws FillpathError `overloaded` or `unavailable`, after which the request may be sent again; `too-large`.
   */
  async accept(spans: readonly Span[]): Promise<{ rejectedCount: number; reason: string }> {
    const checked = checkSpans(spans);
    const accepted = checked.accepted.filter((span) => !this.options.isRefused(span));
    const refusedCount = checked.accepted.length - accepted.length;
    redactSpans(accepted, this.options.redactedWords);
    limitSpans(accepted, DEFAULT_LIMITS);
    refuseRepeatedBulk(accepted);
    refuseScatteredDays(accepted);
    await this.commit.add(encodeSpans(accepted));
    const rejectedCount = checked.rejectedCount + refusedCount;
    this.counts.acceptedSpans += accepted.length;
    this.counts.rejectedSpans += rejectedCount;
    return { rejectedCount, reason: [checked.reason, refusalOf(refusedCount)].filter(Boolean).join(' ') };
  }

  /** Spans that wait to be written. */
  get backlog(): number {
    return this.commit.backlog;
  }

  /** Refuses new spans and waits until those taken in are stored. */
  close(): Promise<void> {
    return this.commit.close();
  }
}

function refusalOf(spanCount: number): string {
  if (spanCount === 0) return '';
  const spans = spanCount === 1 ? '1 span was' : `${spanCount} spans were`;
  return `${spans} rejected because the store failed again and again on the same batch. Sending again will not help; Fillpath's log has the reason.`;
}
