import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ExchangePage } from '@/components/exchange-control/ExchangePage';
import { Loading } from '@/components/ui/Loading';
import { Blotter } from './_parts/Blotter';

export const metadata: Metadata = { title: 'Exchange' };

/** `/exchange`: start, load and break the mock exchange, and watch its books, feeds and orders. */
export default function Page() {
  return (
    <Suspense fallback={<Loading label="Loading the exchange" />}>
      <ExchangePage blotter={<Blotter />} />
    </Suspense>
  );
}
