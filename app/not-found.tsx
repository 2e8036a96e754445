import Link from 'next/link';
import { EmptyState } from '@/components/ui/EmptyState';

export default function NotFound() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState title="There is no such page">
        Search for a trace or an order with the box above, or{' '}
        <Link href="/" className="text-accent underline">
          go to the live page
        </Link>
        .
      </EmptyState>
    </>
  );
}
