import { formatCount, formatDuration } from '@/lib/base/units';
import { squeezedNanos } from '@/lib/trace/squeeze';
import { isSpan } from './layout-rows';
import { measureSentence, withMark } from './measure';
import type { CommandContext } from './run-command';

/** Squeezes the idle gaps, or shows them in full. */
export function toggleSqueeze({ model: { squeeze }, view, setView, announce }: CommandContext): void {
  if (squeeze === null) return announce('This trace has no idle gaps that are worth squeezing');
  const gaps = squeeze.starts.length === 1 ? '1 idle gap' : `${formatCount(squeeze.starts.length)} idle gaps`;
  announce(
    view.squeeze ? 'Idle gaps are shown in full' : `${gaps} squeezed, ${formatDuration(squeezedNanos(squeeze))} in all`,
  );
  setView({ squeeze: !view.squeeze });
}

/** Shows times with the clocks of services set right, or as they were recorded. */
export function toggleClocks({ model: { clocks }, view, setView, announce }: CommandContext): void {
  if (clocks === null) return announce('No span of this trace shows that clocks are off');
  const spans = clocks.shiftedCount === 1 ? '1 span is' : `${formatCount(clocks.shiftedCount)} spans are`;
  announce(
    view.correctClocks
      ? 'Times are shown as they were recorded'
      : `${spans} shifted; the critical path and all times follow from the corrected clocks`,
  );
  // Its marks would stay behind while spans move.
  setView({ correctClocks: !view.correctClocks, measure: null });
}

/** Sets a mark at the span that has the focus. */
export function markSpan({ model, view, active, setView, announce }: CommandContext, edge?: 'end'): void {
  if (active === null || !isSpan(active)) return announce('Go to a span to measure from it');
  const measure = withMark(view.measure, model.trace, active, edge);
  announce(measureSentence(measure, model.extent));
  setView({ measure });
}
