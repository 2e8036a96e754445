'use client';

import Link from 'next/link';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorState } from '@/components/ui/ErrorState';
import { ApiError } from '@/lib/api/fetch';

interface TraceProblemProps {
  readonly traceId: string;
  readonly error: Error;
  /** It is looked for again by itself. */
  readonly awaited: boolean;
  /** It is being looked for right now. */
  readonly asking: boolean;
  readonly retry: () => void;
}

/** Why there is no trace to show, and what to do about it. */
export function TraceProblem({ traceId, error, awaited, asking, retry }: TraceProblemProps) {
  const status = error instanceof ApiError ? error.status : null;
  if (status === 404) {
    return (
      <EmptyState title="This trace is not stored">
        <p className="break-all pb-2 font-mono text-xs">{traceId}</p>
        <p>
          If it has just been sent, it may still be on its way: exporters send in batches, often every five seconds. If
          not, it may have been left out by sampling, deleted with age, or the id may be another one.
        </p>
        <p role="status" className="pt-2">
          {awaited ? 'Fillpath looks for it every two seconds and shows it as soon as it arrives.' : ''}
        </p>
        <p className="flex justify-center gap-2 pt-3">
          <Button size="sm" onClick={retry} disabled={asking}>
            Look again
          </Button>
          <SearchLink />
        </p>
      </EmptyState>
    );
  }
  if (status === 400) {
    return (
      <EmptyState title="This is not a trace id">
        <p className="break-all pb-2 font-mono text-xs">{traceId}</p>
        <p className="pb-3">{error.message}</p>
        <SearchLink />
      </EmptyState>
    );
  }
  return <ErrorState error={error} title="The trace could not be loaded" retry={retry} />;
}

function SearchLink() {
  return (
    <Link
      href="/search"
      className="inline-flex h-6 items-center rounded-md px-2 text-xs font-medium text-accent hover:underline"
    >
      Search for it
    </Link>
  );
}
