import { EmptyState } from '@/components/ui/EmptyState';
import type { ExchangeFeed } from '@/lib/api/exchange-contract';
import { formatCount } from '@/lib/base/units';
import { FeedStateMark } from './FeedStateMark';
import { feedTroubles } from './feed-troubles';

const HEAD = 'h-7 border-b border-border px-1.5 text-xs font-medium whitespace-nowrap text-text-muted';
const NUMBER = 'px-1.5 text-right';
const QUALITY = '0 to 100, over the last 30 s: what gaps, duplicates, errors, lost connections and silence leave';

/** The venues' market-data feeds with their health, as the market-data service sees them. */
export function FeedTable({ feeds }: { readonly feeds: readonly ExchangeFeed[] }) {
  if (feeds.length === 0) {
    return (
      <EmptyState title="No feed is known">The market-data service has not connected to any venue yet.</EmptyState>
    );
  }
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="group" aria-label="List of feeds">
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th className={`${HEAD} pl-4 text-left`}>Feed</th>
            <th className={`${HEAD} text-right`}>
              <abbr title={QUALITY} className="no-underline">
                Quality
              </abbr>
            </th>
            <th className={`${HEAD} text-right`}>Msg/s</th>
            <th className={`${HEAD} text-right`}>
              <abbr
                title="Age of a message as it arrives, over the last 30 s: half of them are younger"
                className="no-underline"
              >
                Age p50
              </abbr>
            </th>
            <th className={`${HEAD} text-right`}>
              <abbr
                title="Age of a message as it arrives, over the last 30 s: 99 of 100 are younger"
                className="no-underline"
              >
                p99
              </abbr>
            </th>
            <th className={`${HEAD} text-right`}>Gaps</th>
            <th className={`${HEAD} text-right`}>
              <abbr title="Duplicates" className="no-underline">
                Dup.
              </abbr>
            </th>
            <th className={`${HEAD} pr-4 text-right`}>
              <abbr title="Reconnects" className="no-underline">
                Reconn.
              </abbr>
            </th>
          </tr>
        </thead>
        {feeds.map((feed) => (
          <FeedRows key={feed.venue} feed={feed} />
        ))}
      </table>
    </div>
  );
}

function FeedRows({ feed }: { readonly feed: ExchangeFeed }) {
  const troubles = feedTroubles(feed);
  return (
    <tbody className="[&>tr:last-child>*]:border-b [&>tr:last-child>*]:border-border [&>tr:last-child>*]:pb-2">
      <tr>
        <th scope="row" className="h-8 pt-2 pl-4 text-left font-medium">
          <span className="block">{feed.venue}</span>
          <FeedStateMark state={feed.state} />
        </th>
        <td className={NUMBER}>
          <Quality score={feed.qualityScore} />
        </td>
        <td className={NUMBER}>{feed.messagesPerSecond.toFixed(1)}</td>
        <td className={NUMBER}>{milliseconds(feed.ageP50Ms)}</td>
        <td className={NUMBER}>{milliseconds(feed.ageP99Ms)}</td>
        <td className={NUMBER}>{formatCount(feed.gaps)}</td>
        <td className={NUMBER}>{formatCount(feed.duplicates)}</td>
        <td className={`${NUMBER} pr-4`}>{formatCount(feed.reconnects)}</td>
      </tr>
      {troubles !== '' && (
        <tr>
          <td colSpan={8} className="px-4 pt-0.5 text-xs text-text-muted">
            {troubles}
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** `1.25 ms`; a dash where nothing was measured. */
function milliseconds(ms: number | null) {
  return ms === null ? (
    <span className="text-text-muted">–</span>
  ) : (
    <span className="whitespace-nowrap">{Number(ms.toPrecision(3))} ms</span>
  );
}

function Quality({ score }: { readonly score: number }) {
  return (
    <span className="inline-block w-14 text-right" title={QUALITY}>
      {score.toFixed(0)}
      <svg viewBox="0 0 100 2" preserveAspectRatio="none" className="block h-0.5 w-full" aria-hidden="true">
        <rect width="100" height="2" className="fill-border" />
        <rect
          width={score}
          height="2"
          className={score >= 90 ? 'fill-ok' : score >= 60 ? 'fill-warning' : 'fill-error'}
        />
      </svg>
    </span>
  );
}
