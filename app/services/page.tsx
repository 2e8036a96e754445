import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ServicesPage } from '@/components/services/ServicesPage';
import { Loading } from '@/components/ui/Loading';

export const metadata: Metadata = { title: 'Services' };

export default function Page() {
  return (
    <Suspense fallback={<Loading label="Loading the services" />}>
      <ServicesPage />
    </Suspense>
  );
}
