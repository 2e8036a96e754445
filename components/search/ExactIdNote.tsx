import { Badge } from '@/components/ui/Badge';
import type { SearchResponse } from '@/lib/api/contract';

const OF_KIND = { trace: 'a trace id', span: 'a span id', business: 'an id' } as const;

/** Says that the time range was left aside, which would otherwise look like a mistake. */
export function ExactIdNote({ exactId }: { readonly exactId: NonNullable<SearchResponse['exactId']> }) {
  const keys = exactId.keys.length === 0 ? '' : ` (${exactId.keys.join(', ')})`;
  return (
    <Badge tone="accent">
      The query is {OF_KIND[exactId.kind]}
      {keys}: its traces of any time are listed
    </Badge>
  );
}
