'use client';

import { type MouseEvent, type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type RowTarget, rowOf } from './layout-rows';
import type { RowMenuPlace } from './RowMenu';
import { sameTarget } from './same-target';
import type { TimelineModel } from './timeline-model';
import type { Hover } from './use-hover';
import type { TimelineState } from './use-timeline';

interface RowMenuOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly timeline: TimelineState;
  readonly rowHeight: number;
  readonly namesWidth: number;
  readonly hover: Hover;
}

interface OpenedMenu extends RowMenuPlace {
  readonly model: TimelineModel;
}

/** Wide enough to be hit, narrow enough to leave the name its room. In CSS pixels. */
const BUTTON_WIDTH = 26;

/**
 * The menu of a row: by the right button, the menu key or Shift F10, and by a button at the end of the name of the row under
 * the pointer, or else of the one that has the focus. The button is moved without React: the pointer passes over many rows.
 */
export function useRowMenu({ scroller, timeline, rowHeight, namesWidth, hover }: RowMenuOptions) {
  const { model, rows, active } = timeline;
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<OpenedMenu | null>(null);
  // A trace may grow, or another model take its place, while the menu is open: it stays that of the same row, or goes.
  const place = useMemo(() => placeIn(model, opened), [model, opened]);
  const activeRow = useMemo(() => (active === null ? -1 : rowOf(rows, active)), [rows, active]);

  const placeButton = useCallback(() => {
    const element = button.current;
    if (element === null) return;
    const focused = scroller.current?.contains(document.activeElement) === true;
    const row = hover.row.current === -1 && focused ? activeRow : hover.row.current;
    element.hidden = row < 0 || row >= rows.count;
    element.style.top = `${row * rowHeight}px`;
    element.dataset.row = String(row);
  }, [scroller, rows, activeRow, rowHeight, hover]);
  useLayoutEffect(placeButton);

  const open = (target: RowTarget, x: number, y: number) => {
    hover.leave();
    timeline.focus(target);
    setOpened({ model, target, x, y });
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-target]') : null;
    if (element === null) return;
    event.preventDefault();
    const { left, bottom } = element.getBoundingClientRect();
    const byPointer = event.button === 2;
    open(
      Number(element.dataset.target),
      byPointer ? event.clientX : left + BUTTON_WIDTH,
      byPointer ? event.clientY : bottom,
    );
  };
  return {
    place,
    close: useCallback(() => setOpened(null), []),
    placeButton,
    button: {
      ref: button,
      hidden: true,
      style: { left: namesWidth - BUTTON_WIDTH, width: BUTTON_WIDTH - 4, height: rowHeight },
      onClick(event: MouseEvent<HTMLElement>) {
        event.stopPropagation();
        const target = rows.targets[Number(event.currentTarget.dataset.row)];
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        if (target !== undefined) open(target, left, bottom);
      },
    },
    /** Handlers for the scroller of the rows. */
    onRows: { onFocusCapture: placeButton, onBlurCapture: placeButton, onContextMenu },
  };
}

function placeIn(model: TimelineModel, opened: OpenedMenu | null): RowMenuPlace | null {
  if (opened === null) return null;
  const target = sameTarget(opened.target, opened.model, model);
  return target === null ? null : { target, x: opened.x, y: opened.y };
}
