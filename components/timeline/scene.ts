import type { TimeWindow } from '@/lib/url/trace-view';
import type { Rows, RowTarget } from './layout-rows';
import type { Palette } from './palette';
import type { TimelineModel } from './timeline-model';

/** Everything that a frame of the rows is drawn from. */
export interface Scene {
  readonly model: TimelineModel;
  readonly rows: Rows;
  readonly palette: Palette;
  readonly window: TimeWindow;
  /** In CSS pixels. */
  readonly namesWidth: number;
  readonly timelineWidth: number;
  readonly height: number;
  readonly scrollTop: number;
  readonly criticalPath: boolean;
  /** The span whose details are open. */
  readonly selected: RowTarget | null;
  /** The row under the pointer; -1: none. */
  readonly hovered: number;
  /** When the selected span's events happened, once they are known. */
  readonly selectedEvents: readonly number[];
}

/** The rows of which a part is in view: from the first up to, not including, the second. */
export function rowsInView(
  rowCount: number,
  { scrollTop, height, rowHeight }: { readonly scrollTop: number; readonly height: number; readonly rowHeight: number },
): readonly [number, number] {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight));
  return [Math.min(first, rowCount), Math.min(rowCount, Math.ceil((scrollTop + height) / rowHeight))];
}
