import type { Picture } from '@/components/canvas/picture';
import { formatCount, formatDuration } from '@/lib/base/units';
import { drawRows } from './draw-rows';
import { drawRuler } from './draw-ruler';
import { rowsInView, type Scene } from './scene';

const RULER_HEIGHT = 24;

/** The rows in view with the time axis above them, as a picture of its own. */
export function timelinePicture(scene: Scene): Picture {
  const { model, rows, palette, window, width, timelineLeft, timelineWidth, scrollTop } = scene;
  const { rowHeight } = palette.metrics;
  const height = Math.max(0, Math.min(scene.height, rows.count * rowHeight - scrollTop));
  const [first, end] = rowsInView(rows.count, { scrollTop, height, rowHeight });
  return {
    of: 'Timeline',
    width,
    height: RULER_HEIGHT + height,
    caption: `Rows ${formatCount(Math.min(first + 1, end))} to ${formatCount(end)} of ${formatCount(rows.count)}; from ${formatDuration(window.start)} to ${formatDuration(window.end)} of ${formatDuration(model.duration)}`,
    draw({ context, ratio }) {
      context.save();
      context.translate(timelineLeft, 0);
      drawRuler({ context, ratio, width: timelineWidth, height: RULER_HEIGHT }, window, palette, null, scene.measure);
      context.restore();
      context.translate(0, RULER_HEIGHT);
      drawRows({ context, ratio, width, height }, { ...scene, height });
    },
  };
}
