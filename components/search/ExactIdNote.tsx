import { Badge } from '@/components/ui/Badge';
import type { SearchResponse } from '@/lib/api/contract';

/** Says that the time range was left aside, which would otherwise look like a mistake. */
export function ExactIdNote({ exactId }: { readonly exactId: NonNullable<SearchResponse['exactId']> }) {
  const what = exactId.kind === 'trace' ? 'a trace id' : `an id (${exactId.keys.join(', ')})`;
  return <Badge tone="accent">The query is {what}: its traces of any time are listed</Badge>;
}
