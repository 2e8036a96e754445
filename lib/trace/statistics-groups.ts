import type { Steps } from '@/lib/base/steps';
import type { SpanIndex } from './span-index';
import type { DictionaryColumn, Trace } from './trace';

/** Spans put together. Groups are numbered by the first span that they have. */
export interface SpanGroups {
  /** The group of each span; -1 for a span that is in none. */
  readonly codes: Int32Array;
  readonly count: number;
  /** The service of all spans of a group; null where it is grouped by something else. */
  readonly serviceOf: (group: number) => string | null;
  /** What else the spans of a group share: their name, or the value of an attribute; '' for a service alone. */
  readonly textOf: (group: number) => string;
}

/** Values of one attribute of some spans of a trace. */
export interface AttributeColumn {
  readonly key: string;
  /** Of the spans that have the attribute. */
  readonly spanIds: BigUint64Array;
  readonly values: DictionaryColumn;
  /** How many of them have a longer value, of which only the beginning is here. */
  readonly cutCount: number;
}

const CHUNK = 1 << 16;

/** One group for each service. */
export function* groupByServiceSteps({ services, spanCount }: Trace): Steps<SpanGroups> {
  const { codes, members } = yield* numberGroups(spanCount, (span) => services.codes[span] as number);
  return {
    codes,
    count: members.length,
    serviceOf: (group) => services.values[members[group] as number] as string,
    textOf: () => '',
  };
}

/** One group for each name of a service. */
export function* groupByOperationSteps({ services, names, spanCount }: Trace): Steps<SpanGroups> {
  const width = names.values.length;
  const keyOf = (span: number): number => (services.codes[span] as number) * width + (names.codes[span] as number);
  const { codes, members } = yield* numberGroups(spanCount, keyOf);
  return {
    codes,
    count: members.length,
    serviceOf: (group) => services.values[Math.floor((members[group] as number) / width)] as string,
    textOf: (group) => names.values[(members[group] as number) % width] as string,
  };
}

/** One group for each value of an attribute. Ids that the trace does not have (they came after it was read) are passed over. */
export function* groupByAttributeSteps(trace: Trace, index: SpanIndex, column: AttributeColumn): Steps<SpanGroups> {
  const values = new Int32Array(trace.spanCount).fill(-1);
  for (let begin = 0; begin < column.spanIds.length; begin += CHUNK) {
    const found = index.resolve(column.spanIds.slice(begin, begin + CHUNK));
    for (let i = 0; i < found.length; i++) {
      const span = found[i] as number;
      if (span !== -1) values[span] = column.values.codes[begin + i] as number;
    }
    yield (begin / column.spanIds.length) * 0.5;
  }
  const { codes, members } = yield* numberGroups(trace.spanCount, (span) => values[span] as number);
  return {
    codes,
    count: members.length,
    serviceOf: () => null,
    textOf: (group) => column.values.values[members[group] as number] as string,
  };
}

/** Numbers the keys by first occurrence; -1 is none. `members[group]` is the key. */
function* numberGroups(
  spanCount: number,
  keyOf: (span: number) => number,
): Steps<{ codes: Int32Array; members: number[] }> {
  const codes = new Int32Array(spanCount);
  const known = new Map<number, number>([[-1, -1]]);
  const members: number[] = [];
  for (let begin = 0; begin < spanCount; begin += CHUNK) {
    const end = Math.min(begin + CHUNK, spanCount);
    for (let span = begin; span < end; span++) {
      const key = keyOf(span);
      let group = known.get(key);
      if (group === undefined) {
        group = members.length;
        members.push(key);
        known.set(key, group);
      }
      codes[span] = group;
    }
    yield end / spanCount;
  }
  return { codes, members };
}
