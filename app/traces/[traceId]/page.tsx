import type { Metadata } from 'next';
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
  return <TracePage key={traceId} traceId={traceId} />;
}
