import type { TimelineModel } from '@/components/timeline/timeline-model';
import { formatCount } from '@/lib/base/units';

/** Where a trace hangs together with others, in one direction. */
export interface LinkNote {
  readonly text: string;
  /** The first span in the order of the rows that has such links. */
  readonly span: number;
  /** How many spans have such links. What several of them name is counted once for each. */
  readonly spanCount: number;
}

/** What the spans of a trace were caused by and what they led to; none for a trace without links. O(n). */
export function linkNotes({ trace, tree }: TimelineModel): LinkNote[] {
  return [
    noteOf('Caused by', trace.linkCounts, tree.preorder),
    noteOf('Led to', trace.ledToCounts, tree.preorder),
  ].filter((note) => note !== null);
}

function noteOf(words: string, counts: Uint32Array, preorder: ArrayLike<number>): LinkNote | null {
  let total = 0;
  let spanCount = 0;
  let first = -1;
  for (let row = 0; row < preorder.length; row++) {
    const span = preorder[row] as number;
    const count = counts[span] as number;
    if (count === 0) continue;
    if (first === -1) first = span;
    total += count;
    spanCount++;
  }
  if (first === -1) return null;
  return { text: `${words} ${formatCount(total)} ${total === 1 ? 'span' : 'spans'}`, span: first, spanCount };
}
