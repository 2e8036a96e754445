import Link from 'next/link';
import { StatusMark } from '@/components/ui/StatusMark';
import type { StartedFlow } from '@/lib/api/exchange-contract';
import { formatCount } from '@/lib/base/units';
import { searchHref } from '@/lib/url/search-view';

const SHOWN = 5;
const SHOWN_DIGITS = 8;
const LINK = 'font-mono text-accent hover:underline';

interface FlowResultProps {
  readonly started: StartedFlow | null;
  readonly error: Error | null;
}

/** What the last start of a flow led to: its traces and orders, or why there are none. Read out as it appears. */
export function FlowResult({ started, error }: FlowResultProps) {
  return (
    <div role="status" className="text-xs empty:hidden">
      {error && (
        <p className="flex gap-1.5 text-error">
          <StatusMark status="error" label="" className="mt-0.5" />
          {error.message}
        </p>
      )}
      {!error && started && <Started {...started} />}
    </div>
  );
}

function Started({ traceIds, orderIds }: StartedFlow) {
  return (
    <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-md bg-surface-sunken px-2 py-1.5">
      <dt className="text-text-muted">Traces</dt>
      <dd className="flex flex-wrap gap-x-3">
        {traceIds.length === 0 && 'none, by the sampling ratio or because none begins with this flow'}
        {traceIds.slice(0, SHOWN).map((traceId) => (
          <Link key={traceId} href={`/traces/${traceId}`} title={traceId} className={LINK}>
            {traceId.slice(0, SHOWN_DIGITS)}
          </Link>
        ))}
        <More count={traceIds.length - SHOWN} />
      </dd>
      {orderIds.length > 0 && (
        <>
          <dt className="text-text-muted">Orders</dt>
          <dd className="flex flex-wrap gap-x-3">
            {orderIds.slice(0, SHOWN).map((orderId) => (
              <Link
                key={orderId}
                href={searchHref({ q: orderId })}
                title={`${orderId}: its traces from first to last`}
                className={LINK}
              >
                {orderId}
              </Link>
            ))}
            <More count={orderIds.length - SHOWN} />
          </dd>
        </>
      )}
    </dl>
  );
}

function More({ count }: { readonly count: number }) {
  return count > 0 && <span className="text-text-muted">and {formatCount(count)} more</span>;
}
