'use client';

import Link from 'next/link';
import { IconButton } from '@/components/ui/IconButton';
import { Panel } from '@/components/ui/Panel';
import { ServiceName } from '@/components/ui/ServiceName';
import { StatusMark } from '@/components/ui/StatusMark';
import { formatCount } from '@/lib/base/units';
import type { ImportReport } from '@/lib/import/import-file';
import { reportWords } from './report-words';

/** More are not listed: the search finds them. */
const MAX_LISTED = 100;

interface ImportNoteProps {
  readonly fileName: string;
  readonly report: ImportReport;
  readonly onClose: () => void;
}

/** What became of a file: what was stored, what was not and why, and its traces. */
export function ImportNote({ fileName, report, onClose }: ImportNoteProps) {
  const { notTaken, traces } = report;
  const listed = traces.slice(0, MAX_LISTED);
  return (
    <Panel
      title={
        <>
          Imported <span dir="auto">{fileName}</span>
        </>
      }
      actions={<IconButton icon="close" label="Close the report" onClick={onClose} />}
    >
      <p role="status" className="max-w-prose text-sm">
        {reportWords(report).join(' ')}
      </p>
      {notTaken.length > 0 && (
        <ul aria-label="Not taken" className="pt-2 text-sm">
          {notTaken.map(({ count, what }) => (
            <li key={what} className="flex items-baseline gap-1.5">
              <StatusMark status="warning" label="" className="translate-y-px" />
              <span className="min-w-0 break-words">
                Not taken: {formatCount(count)} × {what}
              </span>
            </li>
          ))}
        </ul>
      )}
      <ul aria-label="Traces of the file" className="max-h-72 overflow-y-auto pt-2 text-sm">
        {listed.map(({ traceId, spanCount, stored }) => (
          <li key={traceId} className="flex flex-wrap items-baseline gap-x-3 py-0.5">
            <Link href={`/traces/${traceId}`} className="font-mono text-xs text-accent hover:underline">
              {traceId}
            </Link>
            {stored !== null && (
              <span className="flex min-w-0 items-baseline gap-2">
                <ServiceName name={stored.service} />
                <span className="truncate" dir="auto">
                  {stored.name}
                </span>
              </span>
            )}
            <span className="text-text-muted tabular-nums">
              {formatCount(spanCount)} {spanCount === 1 ? 'span' : 'spans'} in the file
              {stored !== null && `, ${formatCount(stored.spanCount)} stored`}
            </span>
          </li>
        ))}
      </ul>
      {traces.length > listed.length && (
        <p className="pt-1 text-sm text-text-muted">
          And {formatCount(traces.length - listed.length)} more traces: search for them by their time or ids.
        </p>
      )}
    </Panel>
  );
}
