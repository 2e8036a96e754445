'use client';

import { useQueries } from '@tanstack/react-query';
import Link from 'next/link';
import { Icon } from '@/components/ui/Icon';
import { spanDetailQuery } from '@/lib/api/trace';
import { type TraceView, URL_LIMITS } from '@/lib/url/trace-view';
import { traceHref } from './trail';

/** The way through links to this trace; each step leads back to where it was left. */
export function Trail({ trail, pills }: Pick<TraceView, 'trail' | 'pills'>) {
  const steps = useQueries({ queries: trail.map((step) => spanDetailQuery(step.traceId, step.spanId)) });
  if (trail.length === 0) return null;
  return (
    <nav aria-label="Trail" className="border-b border-border bg-surface px-4 py-1">
      <ol className="flex flex-wrap items-center gap-x-1 text-sm">
        {trail.length >= URL_LIMITS.trail && <li className="text-text-muted">the last {URL_LIMITS.trail} steps:</li>}
        {trail.map((step, index) => {
          const span = steps[index]?.data;
          return (
            <li key={step.traceId} className="flex min-w-0 items-center gap-1">
              <Link
                href={traceHref(step, trail.slice(0, index), pills)}
                className="max-w-72 truncate rounded-sm text-accent hover:underline"
              >
                {span === undefined ? `trace ${step.traceId.slice(0, 8)}` : `${span.service} ${span.name}`}
              </Link>
              <Icon name="chevron-right" className="size-3.5 text-text-muted" />
            </li>
          );
        })}
        <li aria-current="page" className="text-text-muted">
          this trace
        </li>
      </ol>
    </nav>
  );
}
