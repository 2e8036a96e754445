import Link from 'next/link';
import { type ReactNode, useState } from 'react';
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

function Started({ traceIds, tracesNotRecorded, orderIds }: StartedFlow) {
  return (
    <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-md bg-surface-sunken px-2 py-1.5">
      <dt className="text-text-muted">Traces</dt>
      <dd>
        <Ids ids={traceIds} what="traces">
          {(traceId) => (
            <Link key={traceId} href={`/traces/${traceId}`} title={traceId} className={LINK}>
              {traceId.slice(0, SHOWN_DIGITS)}
            </Link>
          )}
        </Ids>
        {tracesNotRecorded > 0 && (
          <span className="block text-text-muted">{formatCount(tracesNotRecorded)} not recorded (sampling)</span>
        )}
        {traceIds.length + tracesNotRecorded === 0 && 'none begins with this flow'}
      </dd>
      {orderIds.length > 0 && (
        <>
          <dt className="text-text-muted">Orders</dt>
          <dd>
            <Ids ids={orderIds} what="orders">
              {(orderId) => (
                <Link
                  key={orderId}
                  href={searchHref({ q: orderId })}
                  title={`${orderId}: its traces from first to last`}
                  className={LINK}
                >
                  {orderId}
                </Link>
              )}
            </Ids>
          </dd>
        </>
      )}
    </dl>
  );
}

interface IdsProps {
  readonly ids: readonly string[];
  readonly what: string;
  readonly children: (id: string) => ReactNode;
}

/** The first few, and all of them once that is asked for. */
function Ids({ ids, what, children }: IdsProps) {
  const [all, setAll] = useState(false);
  const more = ids.length - SHOWN;
  return (
    <span className="flex max-h-40 flex-wrap gap-x-3 overflow-y-auto">
      {(all ? ids : ids.slice(0, SHOWN)).map(children)}
      {more > 0 && (
        <button
          type="button"
          aria-expanded={all}
          aria-label={all ? `fewer ${what}` : `and ${formatCount(more)} more ${what}`}
          onClick={() => setAll(!all)}
          className="text-text-muted underline decoration-dotted hover:text-text"
        >
          {all ? 'fewer' : `and ${formatCount(more)} more`}
        </button>
      )}
    </span>
  );
}
