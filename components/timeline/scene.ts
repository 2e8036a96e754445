import type { RankedMatches } from '@/lib/find/rank-spans';
import type { Measure } from '@/lib/url/trace-time';
import type { PillBox } from './draw-pills';
import type { RowExtras } from './extra-words';
import type { Rows, RowTarget } from './layout-rows';
import type { Palette } from './palette';
import type { TimelineModel } from './timeline-model';
import type { ShownWindow } from './viewport';

/** Everything that a frame of the rows is drawn from. */
export interface Scene {
  readonly model: TimelineModel;
  readonly rows: Rows;
  readonly palette: Palette;
  readonly window: ShownWindow;
  /** In CSS pixels. */
  readonly width: number;
  readonly namesWidth: number;
  /** Where the window starts and how wide it is; see {@link timelineBox}. */
  readonly timelineLeft: number;
  readonly timelineWidth: number;
  readonly height: number;
  readonly scrollTop: number;
  readonly criticalPath: boolean;
  readonly extras: RowExtras;
  /** Filled while drawing: where the pills of this frame are. */
  readonly pillBoxes: PillBox[];
  readonly measure: Measure | null;
  /** The span whose details are open. */
  readonly selected: RowTarget | null;
  /** The row under the pointer; -1: none. */
  readonly hovered: number;
  /** When the selected span's events happened, once they are known. */
  readonly selectedEvents: readonly number[];
  /** What is looked for; null: nothing. */
  readonly found: RankedMatches | null;
  /** The match that one has stepped to; -1: none. */
  readonly match: number;
}

/** Room at both ends of the time axis, so that the first and the last span do not hide in an edge. In CSS pixels. */
const INSET = 8;

/** Where the time axis lies beside names that are so wide, in CSS pixels from the left edge of the rows. */
export function timelineBox(width: number, namesWidth: number): { readonly left: number; readonly width: number } {
  return { left: namesWidth + INSET, width: Math.max(0, width - namesWidth - 2 * INSET) };
}

/** The rows of which a part is in view: from the first up to, not including, the second. */
export function rowsInView(
  rowCount: number,
  { scrollTop, height, rowHeight }: { readonly scrollTop: number; readonly height: number; readonly rowHeight: number },
): readonly [number, number] {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight));
  return [Math.min(first, rowCount), Math.min(rowCount, Math.ceil((scrollTop + height) / rowHeight))];
}
