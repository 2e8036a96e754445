import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { LivePage } from '@/components/exchange/LivePage';

export const metadata: Metadata = { title: 'Live · Fillpath' };

/** `/`: place orders, watch them live. */
export default async function HomePage() {
  const request = await headers();
  const scheme = request.get('x-forwarded-proto') ?? 'http';
  const host = request.get('x-forwarded-host') ?? request.get('host') ?? '';
  return <LivePage origin={`${scheme}://${host}`} />;
}
