'use client';

import { ErrorState } from '@/components/ui/ErrorState';

interface ErrorPageProps {
  readonly error: Error;
  readonly reset: () => void;
}

/** A page that failed to draw; the header stays. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <>
      <h1 className="sr-only">Error</h1>
      <ErrorState error={error} title="This page failed" retry={reset} />
    </>
  );
}
