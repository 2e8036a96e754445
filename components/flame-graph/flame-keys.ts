import type { FlameGraph } from '@/lib/trace/flame';

/**
 * Where an arrow key leads from a frame; the frame itself where there is nothing in that direction, or for another key.
 * Down goes to the widest child, since the first may be too narrow to see.
 */
export function frameBeside(flame: FlameGraph, frame: number, key: string): number {
  const { parents, firstChildren, nextSiblings } = flame;
  const parent = parents[frame] as number;
  const first = parent === -1 ? 0 : (firstChildren[parent] as number);
  switch (key) {
    case 'ArrowUp':
      return parent === -1 ? frame : parent;
    case 'ArrowDown':
      return widest(flame, firstChildren[frame] as number) ?? frame;
    case 'ArrowRight':
      return nextSiblings[frame] === -1 ? frame : (nextSiblings[frame] as number);
    case 'ArrowLeft': {
      let before = frame;
      for (let at = first; at !== frame; at = nextSiblings[at] as number) before = at;
      return before;
    }
    default:
      return frame;
  }
}

function widest({ weights, nextSiblings }: FlameGraph, first: number): number | null {
  let best: number | null = null;
  for (let at = first; at !== -1; at = nextSiblings[at] as number) {
    if (best === null || (weights[at] as number) > (weights[best] as number)) best = at;
  }
  return best;
}
