import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SearchPage } from '@/components/search/SearchPage';
import { TraceImport } from '@/components/trace-import/TraceImport';
import { Loading } from '@/components/ui/Loading';

export const metadata: Metadata = { title: 'Search' };

export default function Page() {
  return (
    <Suspense fallback={<Loading label="Searching" />}>
      <SearchPage importer={<TraceImport />} />
    </Suspense>
  );
}
