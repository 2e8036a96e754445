import type { Picture } from '@/components/canvas/picture';
import { formatCount, formatDuration } from '@/lib/base/units';
import { drawFlame, type FlamePicture } from './draw-flame';
import { levelCount } from './layout-flame';
import type { FlameState } from './use-flame';

/** The levels in view, as a picture of its own; its caption says what the width is. */
export function flamePicture(
  { flame, focus }: Pick<FlameState, 'flame' | 'focus'>,
  shown: FlamePicture,
  size: { readonly width: number; readonly height: number },
): Picture {
  const levels = levelCount(flame, focus);
  const height = Math.max(0, Math.min(size.height, levels * shown.palette.rowHeight - shown.scrollTop));
  const weight = focus === -1 ? flame.totalWeight : (flame.weights[focus] as number);
  const whole =
    flame.unit === 'spans' ? `${formatCount(weight)} spans` : `${formatDuration(weight)} of self time in all`;
  return {
    of: 'Flame graph',
    width: size.width,
    height,
    caption: `The full width is ${whole}. ${formatCount(levels)} levels${focus === -1 ? '' : ', zoomed in'}`,
    draw: ({ context, ratio }) => drawFlame({ context, ratio, width: size.width, height }, shown),
  };
}
