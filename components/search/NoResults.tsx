import Link from 'next/link';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { isTraceId } from '@/lib/base/ids';
import { parseQuery } from '@/lib/search/parse';
import type { SearchView } from '@/lib/url/search-view';
import { RELATIVE_RANGES, type RelativeRange } from '@/lib/url/time-range';
import { EmptyResultHints } from './EmptyResultHints';
import { idAskedFor } from './empty-result-hints';

interface NoResultsProps {
  /** Its query is right. */
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

const TITLES = { all: 'No trace started in this time', query: 'No trace matches in this time' };

const CONDITIONS =
  'All conditions must hold on one span; those on trace.duration, trace.spans, trace.errors and trace.rejected hold on the whole trace.';

const UNKNOWN_ID =
  'It is not the id of a trace or a span, and no business id, at any time; and no text of this time contains it. If it has just been sent, search again in a moment.';

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
  const id = idAskedFor(parseQuery(view.q));
  return (
    <EmptyState title={id !== '' ? `No stored span has ${id}` : TITLES[view.q === '' ? 'all' : 'query']}>
      <div className="flex flex-col items-center gap-3">
        {view.q !== '' && <EmptyResultHints view={view} />}
        <p>
          {view.q === '' ? (
            <>
              Look at a longer time, or{' '}
              <Link href="/" className="text-accent hover:underline">
                place an order
              </Link>{' '}
              on the live page and find its trace here.
            </>
          ) : id === '' ? (
            CONDITIONS
          ) : (
            UNKNOWN_ID
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
