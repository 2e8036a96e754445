'use client';

import { useQuery } from '@tanstack/react-query';
import { AttributeKeyInput } from '@/components/ui/AttributeKeyInput';
import { traceKeysQuery } from '@/lib/api/trace-tabs';
import type { Trace } from '@/lib/trace/trace';

interface TraceKeyInputProps {
  readonly trace: Trace;
  readonly label: string;
  readonly current: string;
  readonly maxLength: number;
  readonly onChoose: (key: string) => void;
}

/** A key of the attributes of a trace. They are asked for when this is shown. */
export function TraceKeyInput({ trace, ...rest }: TraceKeyInputProps) {
  const { data, error } = useQuery(traceKeysQuery(trace.traceId, trace.spanCount));
  return (
    <AttributeKeyInput
      keys={data?.keys ?? []}
      keyCount={data?.keyCount ?? 0}
      failed={error !== null}
      className="h-[1.625rem] w-48 text-xs"
      {...rest}
    />
  );
}
