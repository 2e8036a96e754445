import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { EARLY_TRACE_SCRIPT } from '@/lib/api/early-trace';
import { TracePage } from '../_parts/TracePage';

interface PageProps {
  readonly params: Promise<{ traceId: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { traceId } = await params;
  return { title: `Trace ${traceId.slice(0, 8)}` };
}

export default async function Page({ params }: PageProps) {
  // Other tools write ids in upper case.
  const traceId = decodeURIComponent((await params).traceId).toLowerCase();
  // Another trace is another page: nothing of the view of the one before may stay.
  return (
    <>
      <EarlyTrace />
      <TracePage key={traceId} traceId={traceId} />
    </>
  );
}

/** In a document only: a script in a page that the router fetches would not run, and there the code is alive already. */
async function EarlyTrace() {
  const received = await headers();
  if (received.get('sec-fetch-dest') === 'empty') return null;
  return (
    // Browsers hide the nonce from scripts, so hydration would report a difference.
    <script nonce={received.get('x-nonce') ?? undefined} suppressHydrationWarning>
      {EARLY_TRACE_SCRIPT}
    </script>
  );
}
