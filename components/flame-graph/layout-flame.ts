import type { FlameGraph } from '@/lib/trace/flame';

/** A narrower frame is not drawn as itself. */
const MIN_WIDTH_PX = 1;

/** What is drawn of a flame graph, and where. Numbers in CSS pixels; a row is a level, from 0 at the top. */
export interface FlameLayout {
  readonly boxes: readonly FlameBox[];
  /** Stretches of frames that are too narrow each, by row. */
  readonly slivers: readonly { readonly row: number; readonly left: number; readonly right: number }[];
  /** How many frames are in slivers or below one. */
  readonly tooNarrow: number;
}

export interface FlameBox {
  readonly frame: number;
  readonly row: number;
  readonly left: number;
  readonly right: number;
  /** It is above the frame that is zoomed into, so it is wider than what is shown of it. */
  readonly above: boolean;
}

export interface FlameView {
  /** Zoomed into this frame; -1: all. */
  readonly focus: number;
  readonly width: number;
}

/**
 * Places the frames. The frame that is zoomed into and all above it take the full width. Every frame is covered: by
 * its own box, or by a sliver in its row or in that of a frame above it. Visits only frames that are at least a pixel
 * wide, and their children.
 */
export function layoutFlame(flame: FlameGraph, { focus, width }: FlameView): FlameLayout {
  const boxes: FlameBox[] = [];
  const slivers: { row: number; left: number; right: number }[] = [];
  let tooNarrow = 0;
  for (let above = focus === -1 ? -1 : (flame.parents[focus] as number); above !== -1; ) {
    boxes.push({ frame: above, row: flame.depths[above] as number, left: 0, right: width, above: true });
    above = flame.parents[above] as number;
  }

  const from = focus === -1 ? 0 : (flame.lefts[focus] as number);
  const shown = focus === -1 ? flame.totalWeight : (flame.weights[focus] as number);
  // A frame in which nothing took any time still has its full width.
  const scale = shown > 0 ? width / shown : 0;
  // The last sliver of each row: siblings come from left to right.
  const open = new Map<number, { row: number; left: number; right: number }>();
  const place = (frame: number): boolean => {
    const row = flame.depths[frame] as number;
    const left = ((flame.lefts[frame] as number) - from) * scale;
    const right = frame === focus ? width : left + (flame.weights[frame] as number) * scale;
    if (right - left >= MIN_WIDTH_PX) {
      boxes.push({ frame, row, left, right, above: false });
      return true;
    }
    tooNarrow += 1 + (flame.descendantCounts[frame] as number);
    const last = open.get(row);
    if (last !== undefined && left - last.right < MIN_WIDTH_PX) {
      last.right = Math.max(last.right, right);
    } else {
      const sliver = { row, left, right: Math.max(right, left + MIN_WIDTH_PX) };
      open.set(row, sliver);
      slivers.push(sliver);
    }
    return false;
  };

  // Frames whose children are still to be placed.
  const parents: number[] = [];
  if (focus === -1) {
    for (let top = flame.frameCount > 0 ? 0 : -1; top !== -1; top = flame.nextSiblings[top] as number) {
      if (place(top)) parents.push(top);
    }
  } else if (place(focus)) {
    parents.push(focus);
  }
  for (let at = 0; at < parents.length; at++) {
    const parent = parents[at] as number;
    for (let child = flame.firstChildren[parent] as number; child !== -1; child = flame.nextSiblings[child] as number) {
      if (place(child)) parents.push(child);
    }
  }
  return { boxes, slivers, tooNarrow };
}

/** How many levels there are: those above and below the frame that is zoomed into. */
export function levelCount(flame: FlameGraph, focus: number): number {
  if (focus !== -1) return (flame.depths[focus] as number) + (flame.heights[focus] as number) + 1;
  let highest = -1;
  for (let top = flame.frameCount > 0 ? 0 : -1; top !== -1; top = flame.nextSiblings[top] as number) {
    highest = Math.max(highest, flame.heights[top] as number);
  }
  return highest + 1;
}

/** The frame under a point of a row; -1 where there is none. */
export function frameAt({ boxes }: FlameLayout, row: number, x: number): number {
  return boxes.find((box) => box.row === row && x >= box.left && x < box.right)?.frame ?? -1;
}
