'use client';

import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { Segmented } from '@/components/ui/Segmented';
import { TextInput } from '@/components/ui/TextInput';
import { traceKeysQuery } from '@/lib/api/trace-tabs';
import { formatCount } from '@/lib/base/units';
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
  const listId = useId();
  const [text, setText] = useState(current);
  const { data, error } = useQuery(traceKeysQuery(trace.traceId, trace.spanCount));
  const keys = data?.keys ?? [];
  const choose = (key: string) => {
    if (key.trim() !== '' && key.trim() !== current) onChoose(key.trim());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') choose(text);
  };
  return (
    <>
      <TextInput
        aria-label="Key of the attribute"
        placeholder="Key, such as order.id"
        list={listId}
        value={text}
        maxLength={MAX_TAB_TEXT}
        onKeyDown={onKeyDown}
        onBlur={() => choose(text)}
        onChange={({ target }) => {
          setText(target.value);
          // A key that is picked from the list comes whole.
          if (keys.some(({ key }) => key === target.value)) choose(target.value);
        }}
        className="w-64"
      />
      <datalist id={listId}>
        {keys.map(({ key, spanCount }) => (
          <option key={key} value={key} label={`${formatCount(spanCount)} ${spanCount === 1 ? 'span' : 'spans'}`} />
        ))}
      </datalist>
      {error !== null && <span className="text-xs text-text-muted">The list of keys could not be loaded.</span>}
      {data !== undefined && data.keys.length < data.keyCount && (
        <span className="text-xs text-text-muted">
          {formatCount(data.keys.length)} of {formatCount(data.keyCount)} keys are listed; any can be typed.
        </span>
      )}
    </>
  );
}
