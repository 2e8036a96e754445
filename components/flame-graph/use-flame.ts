'use client';

import { useCallback, useState } from 'react';
import { useSteps } from '@/components/ui/use-steps';
import { spanIdFromBigInt, spanIdToBigInt } from '@/lib/base/ids';
import type { Steps } from '@/lib/base/steps';
import { type FlameGraph, flameSteps, frameLabel } from '@/lib/trace/flame';
import type { TraceFacts } from '@/lib/trace/trace-facts';
import type { FlameShape, TraceTabsView } from '@/lib/url/trace-tabs';

/** A flame graph and what one does with it. Frames are numbers; -1 is none. */
export interface FlameState {
  readonly facts: TraceFacts;
  readonly flame: FlameGraph;
  readonly shape: FlameShape;
  /** What it is zoomed into. */
  readonly focus: number;
  /** Where the keyboard is. */
  readonly active: number;
  readonly hovered: number;
  readonly labelOf: (frame: number) => { readonly service: string; readonly name: string };
  readonly setActive: (frame: number) => void;
  readonly setHovered: (frame: number) => void;
  /** -1: all of it. */
  readonly zoomTo: (frame: number) => void;
}

interface Built {
  readonly facts: TraceFacts;
  readonly shape: FlameShape;
  readonly flame: FlameGraph;
}

/** The flame graph of a trace; `state` is null until it has been worked out. */
export function useFlame(
  facts: TraceFacts,
  { flameShape: shape, flameFocus }: TraceTabsView,
  change: (changes: Partial<TraceTabsView>) => void,
): { readonly state: FlameState | null; readonly done: number } {
  const build = useCallback(() => buildSteps(facts, shape), [facts, shape]);
  const { result, done } = useSteps(build);
  const [hovered, setHovered] = useState(-1);
  const [active, setActive] = useState(-1);
  if (result === null || result.shape !== shape) return { state: null, done };

  const { flame, facts: builtOf } = result;
  const { spanIds } = builtOf.trace;
  const span = flameFocus === null ? -1 : builtOf.index.indexOf(spanIdToBigInt(flameFocus));
  const within = (frame: number) => (frame < flame.frameCount ? frame : -1);
  const state: FlameState = {
    facts: builtOf,
    flame,
    shape,
    focus: span === -1 ? -1 : (flame.frameOfSpan[span] as number),
    active: within(active),
    hovered: within(hovered),
    labelOf: (frame) => frameLabel(builtOf, flame, frame, shape),
    setActive,
    setHovered,
    zoomTo: (frame) => {
      setActive(frame);
      const first = flame.firstSpans[frame];
      change({ flameFocus: first === undefined ? null : spanIdFromBigInt(spanIds[first] as bigint) });
    },
  };
  return { state, done };
}

function* buildSteps(facts: TraceFacts, shape: FlameShape): Steps<Built> {
  return { facts, shape, flame: yield* flameSteps(facts, shape) };
}
