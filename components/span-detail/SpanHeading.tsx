'use client';

import { Badge } from '@/components/ui/Badge';
import { CopyButton } from '@/components/ui/CopyButton';
import { IconButton } from '@/components/ui/IconButton';
import { ServiceName } from '@/components/ui/ServiceName';
import type { SpanSummary } from './span-summary';
import { useDetailSide } from './use-detail-side';

interface SpanHeadingProps {
  readonly spanId: string;
  readonly summary: Pick<SpanSummary, 'service' | 'name' | 'kind' | 'status' | 'rejected'> | null;
  /** What the status says; '' for nothing. */
  readonly statusMessage: string;
  readonly onClose: () => void;
}

export function SpanHeading({ spanId, summary, statusMessage, onClose }: SpanHeadingProps) {
  const { side, choose } = useDetailSide();
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-border px-4 py-2.5 @3xl:items-center @3xl:py-1.5">
      <div className="min-w-0 flex-1 @3xl:flex @3xl:items-baseline @3xl:gap-3">
        {summary !== null && <ServiceName name={summary.service} className="text-sm text-text-muted" />}
        <h2 className="max-h-40 overflow-y-auto break-words text-lg font-semibold" dir="auto">
          {summary?.name ?? 'Span'}
        </h2>
      </div>
      <div className="flex @3xl:order-last">
        {choose !== null && (
          <IconButton
            icon={side === 'right' ? 'panel-bottom' : 'panel-right'}
            label={side === 'right' ? 'Move the details to the bottom' : 'Move the details to the right'}
            onClick={() => choose(side === 'right' ? 'bottom' : 'right')}
          />
        )}
        <IconButton icon="close" label="Close the details" onClick={onClose} />
      </div>
      <div className="flex w-full flex-wrap items-center gap-1.5 @3xl:w-auto">
        {summary !== null && <Badge>{summary.kind}</Badge>}
        {summary?.status === 'Error' && <Badge tone="error">Error</Badge>}
        {summary?.status === 'Ok' && <Badge tone="ok">OK</Badge>}
        {summary?.rejected && <Badge tone="rejected">Rejected</Badge>}
        <span className="ml-auto inline-flex items-center font-mono text-xs text-text-muted">
          {spanId}
          <CopyButton text={spanId} label="Copy the span id" />
        </span>
      </div>
      {statusMessage !== '' && (
        <p className="order-last max-h-32 w-full overflow-y-auto whitespace-pre-wrap break-words text-sm text-error">
          {statusMessage}
        </p>
      )}
    </header>
  );
}
