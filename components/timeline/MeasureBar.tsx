'use client';

import { Button } from '@/components/ui/Button';
import { IconButton } from '@/components/ui/IconButton';
import { formatDuration } from '@/lib/base/units';
import { measureWords } from './measure';
import type { TimelineState } from './use-timeline';
import { fitWindow } from './viewport';

/** What is measured between the two marks. */
export function MeasureBar({ timeline }: { readonly timeline: TimelineState }) {
  const { model, view, setView } = timeline;
  const { measure } = view;
  if (measure === null) return null;
  const words = measureWords(measure, model.extent);
  const zoom = () => {
    const { from, to } = measure;
    if (to === null) return;
    const scale = view.squeeze ? model.squeeze : null;
    setView({ window: fitWindow(Math.min(from, to), Math.abs(to - from), model.extent, scale) });
  };
  return (
    <fieldset className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-border px-3 py-1 text-sm tabular-nums">
      <legend className="sr-only">Measure</legend>
      <span className="font-medium">Measure</span>
      {words === null ? (
        <span className="text-text-muted">
          from {formatDuration(measure.from)}; press m on another span for the second mark
        </span>
      ) : (
        <>
          <span className="text-text-muted">{words.between}</span>
          <span className="font-semibold">{words.length}</span>
          <span className="text-text-muted">{words.exact}</span>
          <span className="text-text-muted">{words.share}</span>
          <Button size="sm" variant="ghost" onClick={zoom}>
            Zoom to it
          </Button>
        </>
      )}
      <IconButton icon="close" label="Take the measure away" onClick={() => setView({ measure: null })} />
    </fieldset>
  );
}
