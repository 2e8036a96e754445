/** Browsers draw no element that is higher than some 17 (Firefox) or 33 million pixels. */
export const MAX_SCROLL_PX = 12_000_000;
/** Rows beyond the edges, so that the DOM does not change with every pixel of a scroll. */
const OVERSCAN = 6;

/** What a scroller of `height` CSS pixels shows of `count` rows. */
export interface RowWindow {
  readonly count: number;
  readonly rowHeight: number;
  readonly height: number;
  readonly scrollTop: number;
}

export interface VirtualRows {
  /** The height of what is scrolled. */
  readonly totalPx: number;
  /** The rows to render: from `first` up to but without `end`. */
  readonly first: number;
  readonly end: number;
  /** Where a row lies in what is scrolled. */
  readonly topOf: (row: number) => number;
}

/**
 * Which rows to render, and where. Rows that together are higher than a browser can scroll share what it can: a pixel of the
 * scrollbar then moves them by more than one, and each row can still be reached.
 */
export function virtualRows({ count, rowHeight, height, scrollTop }: RowWindow): VirtualRows {
  const fullPx = count * rowHeight;
  const totalPx = Math.min(fullPx, MAX_SCROLL_PX);
  const topPx = scrollTop * pixelRatio(fullPx, height);
  return {
    totalPx,
    first: Math.max(0, Math.floor(topPx / rowHeight) - OVERSCAN),
    end: Math.min(count, Math.ceil((topPx + height) / rowHeight) + OVERSCAN),
    topOf: (row) => row * rowHeight - topPx + scrollTop,
  };
}

/** The scroll position that brings `row` wholly into view with the least movement; the present one when it is in view. */
export function scrollTopShowing({ count, rowHeight, height, scrollTop }: RowWindow, row: number): number {
  const ratio = pixelRatio(count * rowHeight, height);
  const topPx = scrollTop * ratio;
  const rowTop = row * rowHeight;
  if (rowTop < topPx) return rowTop / ratio;
  const below = rowTop + rowHeight - height;
  return below > topPx ? below / ratio : scrollTop;
}

/** Pixels of rows for a pixel of the scrollbar. */
function pixelRatio(fullPx: number, height: number): number {
  return fullPx <= MAX_SCROLL_PX ? 1 : (fullPx - height) / (MAX_SCROLL_PX - height);
}
