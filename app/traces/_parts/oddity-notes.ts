import type { TimelineModel } from '@/components/timeline/timeline-model';
import { formatCount, formatDuration } from '@/lib/base/units';
import { Oddity } from '@/lib/trace/oddities';

/** Something that one has to know before trusting the picture, and the first span in the order of the rows that shows it. */
export interface OddityNote {
  readonly text: string;
  readonly span: number;
}

/** What is odd about a trace, as sentences. That spans outlive their parents is none: asynchronous work does. */
export function oddityNotes({ oddities, tree, clocks }: TimelineModel): OddityNote[] {
  const { counts, distinctMissingParents: parents, losses } = oddities;
  const spans = (count: number, one: string, many: string) =>
    count === 1 ? `1 span ${one}` : `${formatCount(count)} spans ${many}`;
  const first = (bits: number) => tree.preorder.find((span) => ((oddities.flags[span] as number) & bits) !== 0) ?? 0;
  const notes: [shown: boolean, text: string, bits: number][] = [
    [
      counts.MissingParent > 0,
      `${spans(counts.MissingParent, 'names', 'name')} ${
        parents === 1 ? 'a parent that is' : `${formatCount(parents)} parents that are`
      } not stored, so ${counts.MissingParent === 1 ? 'it stands' : 'they stand'} without one.`,
      Oddity.MissingParent,
    ],
    [
      oddities.rootMissing && counts.MissingParent === 0,
      'No span of this trace is a root: its beginning has not arrived.',
      Oddity.CycleCut,
    ],
    [
      counts.CycleCut > 0,
      `${spans(counts.CycleCut, 'is its own ancestor', 'are their own ancestors')}: the circle is cut there.`,
      Oddity.CycleCut,
    ],
    [
      counts.DuplicateId > 0,
      `${spans(counts.DuplicateId, 'has', 'have')} the id of an earlier one; children hang below the first.`,
      Oddity.DuplicateId,
    ],
    [
      counts.StartsBeforeParent > 0,
      `${spans(counts.StartsBeforeParent, 'starts before its parent', 'start before their parents')}, by up to ${formatDuration(
        oddities.worstStartBeforeParent,
      )}: clocks disagree. ${clocks?.applied === true ? 'No correction makes up for that.' : 'Times are shown as they were sent.'}`,
      Oddity.StartsBeforeParent,
    ],
    [
      counts.EndedBeforeStart > 0,
      `${spans(counts.EndedBeforeStart, 'claimed', 'claimed')} to end before the start, shown without duration.`,
      Oddity.EndedBeforeStart,
    ],
    [
      counts.Incomplete > 0,
      `${spans(counts.Incomplete, 'is', 'are')} incomplete: ${formatCount(losses)} attributes, events, links or parts of values were dropped.`,
      Oddity.Incomplete,
    ],
  ];
  return [
    ...shiftedNote({ tree, clocks }),
    ...notes.filter(([shown]) => shown).map(([, text, bits]) => ({ text, span: first(bits) })),
  ];
}

/** That times are not those that were recorded, and what they are for. */
function shiftedNote({ tree, clocks }: Pick<TimelineModel, 'tree' | 'clocks'>): OddityNote[] {
  if (clocks?.applied !== true) return [];
  const one = clocks.shiftedCount === 1;
  const spans = one ? '1 span is' : `${formatCount(clocks.shiftedCount)} spans are`;
  const text = `Clocks are corrected: ${spans} shown at another time than recorded, by a shift estimated for each service, since its hosts are not known. The critical path, self times and all other times follow from that; Events, JSON and downloads are as recorded.`;
  return [{ text, span: tree.preorder.find((span) => clocks.shifts[span] !== 0) ?? 0 }];
}
