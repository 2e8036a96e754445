import type { Metadata } from 'next';
import { Suspense } from 'react';
import { LatencyPage } from '@/components/latency/LatencyPage';
import { Loading } from '@/components/ui/Loading';

export const metadata: Metadata = { title: 'Latency' };

export default function Page() {
  return (
    <Suspense fallback={<Loading label="Loading rates and durations" />}>
      <LatencyPage />
    </Suspense>
  );
}
