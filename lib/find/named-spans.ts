import { fuzzyScore } from '@/lib/base/fuzzy';
import type { Steps } from '@/lib/base/steps';
import type { DictionaryColumn, Trace } from '@/lib/trace/trace';

const VALUES_A_STEP = 4096;
const SPANS_A_STEP = 65_536;

export interface NamedSpans {
  /** The best first; equal ones in the order of time. */
  readonly spans: readonly number[];
  /** How many fit in all. */
  readonly total: number;
}

/**
 * The spans whose service and name fit typed words best (see `fuzzyScore`), each word in either. Words are tried once for
 * each value of a dictionary; a span then costs a look into two tables a word, and only one that is better than the worst
 * kept is put in its place. 1,000,000 spans and two words take about 15 ms.
 *
 * @param words in lower case
 */
export function* namedSpans(trace: Trace, words: readonly string[], limit: number): Steps<NamedSpans> {
  const { spanCount, services, names } = trace;
  const tables = [];
  for (const word of words) {
    tables.push({ service: yield* scores(services, word), name: yield* scores(names, word) });
  }
  const spans: number[] = [];
  const kept: number[] = [];
  let total = 0;
  for (let span = 0; span < spanCount; span++) {
    if (span % SPANS_A_STEP === 0) yield span / spanCount;
    let sum = 0;
    for (const { service, name } of tables) {
      const best = Math.max(
        service[services.codes[span] as number] as number,
        name[names.codes[span] as number] as number,
      );
      if (best === 0) {
        sum = 0;
        break;
      }
      sum += best;
    }
    if (sum === 0) continue;
    total++;
    if (kept.length === limit && sum <= (kept[limit - 1] as number)) continue;
    let at = kept.length;
    while (at > 0 && (kept[at - 1] as number) < sum) at--;
    kept.splice(at, 0, sum);
    spans.splice(at, 0, span);
    kept.length = Math.min(kept.length, limit);
    spans.length = kept.length;
  }
  return { spans, total };
}

function* scores({ values }: DictionaryColumn, word: string): Steps<Float32Array> {
  const table = new Float32Array(values.length);
  for (let code = 0; code < table.length; code++) {
    if (code % VALUES_A_STEP === 0) yield 0;
    table[code] = fuzzyScore(word, values[code] as string);
  }
  return table;
}
