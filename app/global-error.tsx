'use client';

import { ErrorState } from '@/components/ui/ErrorState';
import './globals.css';

interface GlobalErrorProps {
  readonly error: Error;
  readonly reset: () => void;
}

/** The layout itself failed, so this one brings its own document. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col">
        <title>Error · Fillpath</title>
        <main className="flex flex-1 flex-col">
          <h1 className="sr-only">Error</h1>
          <ErrorState error={error} title="Fillpath failed" retry={reset} />
        </main>
      </body>
    </html>
  );
}
