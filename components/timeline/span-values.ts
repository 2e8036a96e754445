import type { Steps } from '@/lib/base/steps';
import type { SpanIndex } from '@/lib/trace/span-index';
import type { AttributeColumn } from '@/lib/trace/statistics-groups';
import type { TimelineModel } from './timeline-model';

/** What the spans of a trace have as one attribute. */
export interface SpanValues {
  readonly key: string;
  /** By span: which of `texts`; -1 where it has none. */
  readonly codes: Int32Array;
  readonly texts: readonly string[];
  /** How many values are longer than what is here of them. */
  readonly cutCount: number;
}

/** Ids are looked up in some 5 ms. */
const CHUNK = 1 << 14;

/**
 * An attribute's values by span instead of by id. Ids that the trace does not have (they came after it was read) are passed
 * over. O(n), in steps.
 */
export function* spanValuesSteps(
  { trace, index }: Pick<TimelineModel, 'trace'> & { readonly index: SpanIndex },
  { key, spanIds, values, cutCount }: AttributeColumn,
): Steps<SpanValues> {
  const codes = new Int32Array(trace.spanCount).fill(-1);
  for (let begin = 0; begin < spanIds.length; begin += CHUNK) {
    // A copy: an index wants memory that begins with the ids.
    const found = index.resolve(spanIds.slice(begin, begin + CHUNK));
    for (let i = 0; i < found.length; i++) {
      const span = found[i] as number;
      if (span !== -1) codes[span] = values.codes[begin + i] as number;
    }
    yield begin / spanIds.length;
  }
  return { key, codes, texts: values.values, cutCount };
}

/** The value of a span; null where it has none. */
export function valueOf({ codes, texts }: SpanValues, span: number): string | null {
  return texts[codes[span] ?? -1] ?? null;
}
