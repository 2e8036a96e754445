'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AttributeKeyInput } from '@/components/ui/AttributeKeyInput';
import { Segmented } from '@/components/ui/Segmented';
import { traceKeysQuery } from '@/lib/api/trace-tabs';
import type { Trace } from '@/lib/trace/trace';
import { MAX_TAB_TEXT, type StatisticsBy } from '@/lib/url/trace-tabs';

const KINDS = [
  { value: 'service', label: 'Service' },
  { value: 'operation', label: 'Service and name' },
  { value: 'attribute', label: 'Attribute' },
] as const;

interface GroupByProps {
  readonly trace: Trace;
  readonly by: StatisticsBy;
  readonly onChange: (by: StatisticsBy) => void;
}

/** What spans are put together by. An attribute is chosen among those that the trace has, or typed. */
export function GroupBy({ trace, by, onChange }: GroupByProps) {
  const [choosing, setChoosing] = useState(false);
  const byAttribute = choosing || typeof by !== 'string';
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented
        legend="Put spans together by"
        hideLegend
        options={KINDS}
        value={byAttribute ? 'attribute' : by}
        onChange={(kind) => {
          setChoosing(kind === 'attribute');
          if (kind !== 'attribute') onChange(kind);
        }}
      />
      {byAttribute && (
        <KeyInput
          key={typeof by === 'string' ? '' : by.attribute}
          trace={trace}
          current={typeof by === 'string' ? '' : by.attribute}
          onChoose={(attribute) => onChange({ attribute })}
        />
      )}
    </div>
  );
}

interface KeyInputProps {
  readonly trace: Trace;
  readonly current: string;
  readonly onChoose: (key: string) => void;
}

function KeyInput({ trace, current, onChoose }: KeyInputProps) {
  const { data, error } = useQuery(traceKeysQuery(trace.traceId, trace.spanCount));
  return (
    <AttributeKeyInput
      label="Key of the attribute"
      current={current}
      keys={data?.keys ?? []}
      keyCount={data?.keyCount ?? 0}
      failed={error !== null}
      maxLength={MAX_TAB_TEXT}
      onChoose={onChoose}
    />
  );
}
