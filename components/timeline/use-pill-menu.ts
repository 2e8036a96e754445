'use client';

import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { formatKey } from '@/lib/search/format';
import { spansQuery } from '@/lib/search/spans-query';
import type { PillBox } from './draw-pills';
import { type PillValue, pillsOf, type RowExtras } from './extra-words';
import { isSpan, type RowTarget } from './layout-rows';
import type { AttributeSearchHref, PillMenuPlace } from './PillMenu';
import type { TimelineState } from './use-timeline';

/** The key that opens the attributes of the row with the focus. */
const PILL_KEY = 'i';

/** A point of the rows: the row there, and how far from their left edge it is in CSS pixels. */
interface RowPoint {
  readonly row: number;
  readonly x: number;
}

/** The menu of the attributes behind names, opened by a click on a pill or by the key on a row. */
export function usePillMenu(timeline: TimelineState, extras: RowExtras, searchHref: AttributeSearchHref | null) {
  const { model, rows, setView, focusActive } = timeline;
  const boxes = useRef<readonly PillBox[]>([]);
  const [place, setPlace] = useState<PillMenuPlace | null>(null);

  const open = (target: RowTarget | undefined, pill: PillValue | null, x: number, y: number): boolean => {
    if (target === undefined || !isSpan(target) || searchHref === null) return false;
    const pills = pill === null ? pillsOf(extras, target) : [pill];
    if (pills.length > 0) setPlace({ span: target, pills, x, y });
    return pills.length > 0;
  };
  return {
    place,
    /** To be told after each frame where pills are. */
    drawn: (next: readonly PillBox[]) => {
      boxes.current = next;
    },
    isOnPill: (point: RowPoint) => boxAt(boxes.current, point) !== undefined,
    /** Whether the click was on a pill. */
    onClick: (event: MouseEvent, point: RowPoint): boolean => {
      const box = boxAt(boxes.current, point);
      return box !== undefined && open(rows.targets[box.row], box.pill, event.clientX, event.clientY + 8);
    },
    /** For the scroller of the rows. */
    rowHandlers: {
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== PILL_KEY || event.ctrlKey || event.metaKey || event.altKey) return;
        const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-target]') : null;
        if (row === null) return;
        const { left, bottom } = row.getBoundingClientRect();
        if (open(Number(row.dataset.target), null, left, bottom)) event.preventDefault();
      },
    },
    hrefOf: ({ key, value }: PillValue): string => {
      const startMs = Number(model.trace.startUnixNano / 1_000_000n);
      return searchHref?.(key, value, startMs, Date.now()) ?? '';
    },
    find: ({ key, value }: PillValue) => {
      setPlace(null);
      setView({ find: spansQuery([[formatKey(key), value]]), pick: null, match: null, shownSpans: [] });
    },
    close: (focusBack: boolean) => {
      setPlace(null);
      if (focusBack) focusActive();
    },
  };
}

function boxAt(boxes: readonly PillBox[], { row, x }: RowPoint): PillBox | undefined {
  return boxes.find((box) => box.row === row && x >= box.left && x < box.right);
}
