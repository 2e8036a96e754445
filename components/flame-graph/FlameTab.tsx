'use client';

import { useTokens } from '@/components/canvas/use-tokens';
import { Loading } from '@/components/ui/Loading';
import { Segmented } from '@/components/ui/Segmented';
import { formatCount } from '@/lib/base/units';
import type { TraceFacts } from '@/lib/trace/trace-facts';
import type { TraceTabsView } from '@/lib/url/trace-tabs';
import { FlameCanvas } from './FlameCanvas';
import { FlameReadout } from './FlameReadout';
import { FlameTable } from './FlameTable';
import { FlameTrail } from './FlameTrail';
import { readFlamePalette } from './flame-palette';
import { useFlame } from './use-flame';

const SHAPES = [
  { value: 'calls', label: 'Calls' },
  { value: 'services', label: 'Services' },
] as const;
const FORMS = [
  { value: 'picture', label: 'Picture' },
  { value: 'table', label: 'Table' },
] as const;

interface FlameTabProps {
  readonly facts: TraceFacts;
  readonly view: TraceTabsView;
  readonly change: (changes: Partial<TraceTabsView>) => void;
  /** Shows in the timeline what a query finds. */
  readonly onFind: (query: string) => void;
}

/** The flame graph of a trace: spans with the same path of names as one frame, drawn or as a table. */
export function FlameTab({ facts, view, change, onFind }: FlameTabProps) {
  const { state, done } = useFlame(facts, view, change);
  const palette = useTokens(readFlamePalette);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-border px-4 py-1.5">
        <Segmented
          legend="Frames of"
          hideLegend
          options={SHAPES}
          value={view.flameShape}
          onChange={(flameShape) => change({ flameShape })}
        />
        <Segmented
          legend="Shown as"
          hideLegend
          options={FORMS}
          value={view.flameTable ? 'table' : 'picture'}
          onChange={(form) => change({ flameTable: form === 'table' })}
        />
        <p className="text-sm text-text-muted">
          {state !== null && `${frameCount(state.flame.frameCount)}. `}
          {state?.flame.unit === 'spans'
            ? 'No span took any time, so the width is their number.'
            : 'The width is the self time of a frame and of all below it.'}
        </p>
      </div>
      {state === null || palette === null ? (
        <Loading label={done > 0 ? `Joining spans, ${Math.round(done * 100)} %` : 'Joining spans'} />
      ) : (
        <>
          <FlameTrail state={state} />
          {view.flameTable ? <FlameTable state={state} /> : <FlameCanvas state={state} palette={palette} />}
          {!view.flameTable && <FlameReadout state={state} onFind={onFind} />}
        </>
      )}
    </div>
  );
}

function frameCount(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'frame' : 'frames'}`;
}
