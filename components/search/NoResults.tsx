import Link from 'next/link';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { isTraceId } from '@/lib/base/ids';
import type { SearchView } from '@/lib/url/search-view';
import { RELATIVE_RANGES, type RelativeRange } from '@/lib/url/time-range';

interface NoResultsProps {
  readonly view: SearchView;
  readonly onChange: (changes: Partial<SearchView>) => void;
}

const NAME: Readonly<Record<RelativeRange, string>> = {
  '15m': '15 minutes',
  '1h': 'hour',
  '6h': '6 hours',
  '24h': '24 hours',
  '7d': '7 days',
};

/** Nothing matched: what to try next, each a click away. */
export function NoResults({ view, onChange }: NoResultsProps) {
  const wider = widerRange(view.range);
  if (isTraceId(view.q.trim().toLowerCase())) {
    return (
      <EmptyState title="No trace with this id is stored">
        If it has just been sent, search again in a moment; otherwise check the id.
      </EmptyState>
    );
  }
  return (
    <EmptyState title={view.q === '' ? 'No trace started in this time' : 'No trace matches in this time'}>
      <div className="flex flex-col items-center gap-3">
        <p>
          {view.q === '' ? (
            <>
              Look at a longer time, or{' '}
              <Link href="/" className="text-accent hover:underline">
                place an order
              </Link>{' '}
              on the live page and find its trace here.
            </>
          ) : (
            'All conditions must hold on one span; those on trace.duration, trace.spans and trace.errors hold on the whole trace.'
          )}
        </p>
        <div className="flex gap-2">
          {wider && (
            <Button onClick={() => onChange({ range: { kind: 'relative', last: wider } })}>
              Search the last {NAME[wider]}
            </Button>
          )}
          {view.q !== '' && <Button onClick={() => onChange({ q: '' })}>Clear the query</Button>}
        </div>
      </div>
    </EmptyState>
  );
}

/** The next longer range that is offered; the longest one for a range between two points; null beyond the longest. */
function widerRange(range: SearchView['range']): RelativeRange | null {
  const ranges = Object.keys(RELATIVE_RANGES) as RelativeRange[];
  if (range.kind === 'absolute') return ranges.at(-1) ?? null;
  return ranges[ranges.indexOf(range.last) + 1] ?? null;
}
