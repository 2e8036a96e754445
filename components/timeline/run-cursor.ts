import type { LikeRuns } from '@/lib/trace/like-runs';

/** Finds the run that begins at a position of the preorder, or -1. Asked for positions that follow each other it takes O(1). */
export function runCursor({ froms, count }: LikeRuns): (position: number) => number {
  let next = 0;
  return (position) => {
    while (next > 0 && (froms[next - 1] as number) >= position) next--;
    while (next < count && (froms[next] as number) < position) next++;
    return froms[next] === position ? next : -1;
  };
}
