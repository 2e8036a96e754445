'use client';

import { useState } from 'react';
import { isRelativeRange, type RelativeRange, resolveTimeRange, type TimeRange } from '@/lib/url/time-range';
import { AbsoluteRangeForm } from './AbsoluteRangeForm';
import { Select, type SelectOption } from './Select';

const LABEL: Readonly<Record<RelativeRange, string>> = {
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '6h': 'Last 6 hours',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
};

const OPTIONS: readonly SelectOption[] = [
  ...Object.entries(LABEL).map(([value, label]) => ({ value, label })),
  { value: 'absolute', label: 'From … to …' },
];

interface TimeRangePickerProps {
  readonly value: TimeRange;
  readonly onChange: (range: TimeRange) => void;
}

/** The last so-and-so long, or two points in time. Choosing points starts from the window that was shown. */
export function TimeRangePicker({ value, onChange }: TimeRangePickerProps) {
  const [draft, setDraft] = useState<{ startMs: number; endMs: number } | null>(null);
  const absolute = value.kind === 'absolute' ? value : draft;
  const choose = (choice: string) => {
    if (isRelativeRange(choice)) {
      setDraft(null);
      onChange({ kind: 'relative', last: choice });
      return;
    }
    const { startUnixNano, endUnixNano } = resolveTimeRange(value, Date.now());
    setDraft({ startMs: Number(startUnixNano) / 1e6, endMs: Number(endUnixNano) / 1e6 });
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        aria-label="Time range"
        className="w-40"
        options={OPTIONS}
        value={absolute || value.kind === 'absolute' ? 'absolute' : value.last}
        onChange={(event) => choose(event.target.value)}
      />
      {absolute && (
        <AbsoluteRangeForm
          key={`${absolute.startMs}-${absolute.endMs}`}
          startMs={absolute.startMs}
          endMs={absolute.endMs}
          onApply={(startMs, endMs) => {
            setDraft(null);
            onChange({ kind: 'absolute', startMs, endMs });
          }}
        />
      )}
    </div>
  );
}
