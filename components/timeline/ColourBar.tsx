'use client';

import { memo, useId, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Select } from '@/components/ui/Select';
import type { Trace } from '@/lib/trace/trace';
import { type ColourBy, MAX_COLOUR_KEY } from '@/lib/url/trace-colour';
import type { TraceView } from '@/lib/url/trace-view';
import { ColourLegend } from './ColourLegend';
import { PillChooser } from './PillChooser';
import { TraceKeyInput } from './TraceKeyInput';
import type { RowExtrasState } from './use-row-extras';

const KINDS = [
  { value: 'service', label: 'Service' },
  { value: 'operation', label: 'Operation' },
  { value: 'status', label: 'Status' },
  { value: 'attribute', label: 'Attribute' },
] as const;
type Kind = (typeof KINDS)[number]['value'];

interface ColourBarProps extends RowExtrasState {
  readonly trace: Trace;
  readonly colourBy: ColourBy;
  readonly pills: readonly string[];
  readonly find: string;
  readonly setView: (change: Partial<TraceView>) => void;
  /** Attributes can be asked for: the whole trace is there. */
  readonly withAttributes: boolean;
}

/** What the colours of the bars mean, and which attributes are behind the names. */
export const ColourBar = memo(function ColourBar(props: ColourBarProps) {
  const { trace, colourBy, pills, find, setView, withAttributes, extras, loading, failure, retry } = props;
  const selectId = useId();
  const [choosing, setChoosing] = useState(false);
  const key = typeof colourBy === 'string' ? '' : colourBy.attribute;
  const onKind = (kind: Kind) => {
    setChoosing(kind === 'attribute');
    if (kind !== 'attribute') setView({ colourBy: kind });
  };
  return (
    <div className="flex items-start gap-x-3 px-3 pb-1.5">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
        <label htmlFor={selectId} className="text-xs text-text-muted">
          Colour by
        </label>
        <Select
          id={selectId}
          options={withAttributes ? KINDS : KINDS.slice(0, 3)}
          value={choosing || key !== '' ? 'attribute' : (colourBy as Kind)}
          onChange={({ target }) => onKind(target.value as Kind)}
          className="h-[1.625rem] text-xs text-text"
        />
        {withAttributes && (choosing || key !== '') && (
          <TraceKeyInput
            key={key}
            trace={trace}
            label="Attribute to colour by"
            current={key}
            maxLength={MAX_COLOUR_KEY}
            onChoose={(attribute) => setView({ colourBy: { attribute } })}
          />
        )}
        <ColourLegend
          colouring={extras.colouring}
          find={find}
          onFind={(query) => setView({ find: query, pick: null, match: null, shownSpans: [] })}
        />
        <p role="status" className="text-xs text-text-muted empty:hidden">
          {loading && waiting(extras.colouring.by, colourBy)}
        </p>
        {failure !== null && (
          <p role="alert" className="flex items-center gap-1 text-xs text-warning">
            {failure.message}
            <Button size="sm" variant="ghost" onClick={retry}>
              Try again
            </Button>
          </p>
        )}
      </div>
      {withAttributes && <PillChooser trace={trace} pills={pills} onChange={(next) => setView({ pills: next })} />}
    </div>
  );
});

function waiting(shown: ColourBy, wanted: ColourBy): string {
  if (shown === wanted) return 'Values are loading';
  return `${typeof wanted === 'string' ? 'Colours are' : `The values of ${wanted.attribute} are`} being made ready; until then colours are by service`;
}
