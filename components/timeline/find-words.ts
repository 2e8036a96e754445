import { formatCount } from '@/lib/base/units';
import type { MatchStop } from '@/lib/find/rank-spans';
import type { FindState } from './use-find';

type Known = Pick<FindState, 'found' | 'current' | 'looking' | 'failure'>;

/** What is known of the matches, in a line: how many of how many spans, which one was stepped to, what is still missing. */
export function findWords(known: Known, spanCount: number, stop: MatchStop | null): string {
  const { found, current, looking, failure } = known;
  if (looking === 'attributes' && !current) return 'Looking in attributes…';
  if (found === null) return failure?.message ?? (looking === null ? '' : 'Looking…');
  const spans = `${formatCount(found.count)} of ${formatCount(spanCount)} ${spanCount === 1 ? 'span' : 'spans'}`;
  const words = stop === null ? spans : `${spans}, ${stopWords(stop, found.count)}`;
  if (failure !== null) return `${words}, in names and services alone. ${failure.message}`;
  return looking === 'attributes' ? `${words}, looking in attributes…` : words;
}

/** Where a step has led, and whether it came round the end. */
export function stopWords({ number, wrapped }: MatchStop, count: number): string {
  const place = `match ${formatCount(number)}`;
  if (!wrapped) return place;
  if (count === 1) return `${place}, the only one`;
  return number === 1 ? `${place}, from the top again` : `${place}, from the bottom again`;
}
