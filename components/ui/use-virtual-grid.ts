'use client';

import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { RowSlots } from './row-slots';
import type { RowEvents } from './VirtualRow';
import { scrollTopShowing, virtualRows } from './virtual-rows';

const ROW_REM = 1.625;
const UNMEASURED = { height: 0, rowHeight: 26 };

/** Which rows a `VirtualGrid` renders, which one has the focus, and what keys and scrolling do to both. */
export function useVirtualGrid(
  scroller: RefObject<HTMLElement | null>,
  rowCount: number,
  { onOpen, onClose }: { readonly onOpen: (row: number) => void; readonly onClose: (() => void) | undefined },
) {
  const size = useGridSize(scroller);
  const [scrollTop, setScrollTop] = useState(0);
  const [wanted, setActive] = useState(0);
  const focusWanted = useRef(false);
  const active = Math.max(0, Math.min(wanted, rowCount - 1));

  const rows = virtualRows({ ...size, scrollTop, count: rowCount });
  const rendered: number[] = [];
  // The row with the focus stays in the page when it is scrolled away: a removed element would lose the focus.
  if (active < rows.first && rowCount > 0) rendered.push(active);
  for (let row = rows.first; row < rows.end; row++) rendered.push(row);
  if (active >= rows.end && rowCount > 0) rendered.push(active);

  const [slots] = useState(() => new RowSlots());
  const keys = slots.assign(rendered);

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    scroller.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus({ preventScroll: true });
  });

  const moveTo = (row: number) => {
    if (scroller.current === null || rowCount === 0) return;
    const target = Math.max(0, Math.min(row, rowCount - 1));
    const top = scrollTopShowing({ ...size, count: rowCount, scrollTop: scroller.current.scrollTop }, target);
    scroller.current.scrollTo({ top });
    focusWanted.current = true;
    setScrollTop(top);
    setActive(target);
  };
  const open = (row: number) => {
    setActive(row);
    onOpen(row);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const inRow = event.target === event.currentTarget;
    if (!inRow || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepOf(event.key, Math.max(1, Math.floor(size.height / size.rowHeight) - 1), rowCount);
    if (step !== 0) moveTo(active + step);
    else if (event.key === 'Enter') open(active);
    else if (event.key === 'Escape' && onClose !== undefined) onClose();
    else return;
    event.preventDefault();
  };
  const onScroll = () => setScrollTop(scroller.current?.scrollTop ?? 0);
  const latest = useRef({ open, onKeyDown });
  useLayoutEffect(() => {
    latest.current = { open, onKeyDown };
  });
  const [events] = useState<RowEvents>(() => ({
    open: (row) => latest.current.open(row),
    focused: setActive,
    keyPressed: (event) => latest.current.onKeyDown(event),
  }));
  return { rows, rendered, keys, rowHeight: size.rowHeight, tabRow: active, onScroll, events };
}

/** How far a key moves the focus. */
function stepOf(key: string, page: number, rowCount: number): number {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -rowCount,
    End: rowCount,
  };
  return steps[key] ?? 0;
}

/** The height that is left for rows below the header, and that of a row, which follows the root's font. */
function useGridSize(scroller: RefObject<HTMLElement | null>) {
  const [size, setSize] = useState(UNMEASURED);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => {
      const header = element.firstElementChild?.getBoundingClientRect().height ?? 0;
      const height = Math.max(0, element.clientHeight - header);
      const fontPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      const rowHeight = Math.round(ROW_REM * fontPx);
      setSize((known) => (known.height === height && known.rowHeight === rowHeight ? known : { height, rowHeight }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return size;
}
