import type { Nanos, UnixNanos } from '@/lib/base/units';

/** A column of repeated strings: `values[codes[i]]` is the value of span `i`. Each value is there once, and some span has it. */
export interface DictionaryColumn {
  readonly codes: Uint32Array;
  readonly values: readonly string[];
}

/**
 * One trace as a structure of arrays: index `i` of every column belongs to span `i`.
 * Spans are sorted by start, then the longer first, then by id, so that a parent precedes its children unless clocks disagree.
 * Attributes, events and links are not here: they are fetched when a span is looked at.
 */
export interface Trace {
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  /** The earliest start of any span; all offsets count from it. */
  readonly startUnixNano: UnixNanos;
  readonly spanCount: number;
  readonly spanIds: BigUint64Array;
  /** 0n where a span has no parent. */
  readonly parentIds: BigUint64Array;
  /** Offsets from `startUnixNano`, in {@link Nanos}. */
  readonly starts: Float64Array;
  /** In {@link Nanos}, never negative. */
  readonly durations: Float64Array;
  readonly services: DictionaryColumn;
  readonly names: DictionaryColumn;
  /** {@link SpanKind} numbers. */
  readonly kinds: Uint8Array;
  /** {@link StatusCode} numbers. */
  readonly statuses: Uint8Array;
  /** 1 where the span says that a business request was refused, which is not an error. */
  readonly rejected: Uint8Array;
  readonly eventCounts: Uint32Array;
  /** Spans that the span's own links name, each once (what it was caused by). */
  readonly linkCounts: Uint32Array;
  /** Stored spans, of any trace, whose links point to the span (what it led to). */
  readonly ledToCounts: Uint32Array;
  /** Attributes, events and links that were dropped, plus values that were cut. 0: complete. */
  readonly losses: Uint32Array;
  /** By how many {@link Nanos} the span claimed to end before it started; 0 for all sane spans. */
  readonly endedBeforeStart: Float64Array;
}

/** OTLP's SpanKind. */
export const SpanKind = { Unspecified: 0, Internal: 1, Server: 2, Client: 3, Producer: 4, Consumer: 5 } as const;
/** The stored spelling of each {@link SpanKind}, by number. */
export const SPAN_KIND_NAMES = ['Unspecified', 'Internal', 'Server', 'Client', 'Producer', 'Consumer'] as const;

/** OTLP's Status.StatusCode. */
export const StatusCode = { Unset: 0, Ok: 1, Error: 2 } as const;
/** The stored spelling of each {@link StatusCode}, by number. */
export const STATUS_CODE_NAMES = ['Unset', 'Ok', 'Error'] as const;

export type { Nanos };
