'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Button } from '@/components/ui/Button';
import { Duration } from '@/components/ui/Duration';
import { Timestamp } from '@/components/ui/Timestamp';
import { type PeerSpan, type Peers, peersQuery } from '@/lib/api/peers';
import { latencyHref } from '@/lib/url/latency-view';
import { PeerHistogram } from './PeerHistogram';
import { rankWords } from './peer-words';

/** Whether the span is slow for what it does: its place among those of the same service and operation. */
export function PeerPart({ span }: { readonly span: PeerSpan }) {
  const { data, error, refetch } = useQuery(peersQuery(span));
  return (
    <section aria-label="Among its peers" className="min-h-30 border-b border-border px-4 py-2 text-sm">
      {data !== undefined ? (
        <Ranked peers={data} span={span} />
      ) : error !== null ? (
        <p className="text-text-muted">
          Its peers could not be looked at: {error.message}{' '}
          <Button size="sm" onClick={() => void refetch()}>
            Try again
          </Button>
        </p>
      ) : (
        <p className="text-text-muted">Comparing it with its peers…</p>
      )}
    </section>
  );
}

function Ranked({ peers, span }: { readonly peers: Peers; readonly span: PeerSpan }) {
  const words = rankWords(peers);
  const when = peers.recent ? 'in the last hour' : 'in the hour around it';
  const numbers = [
    ['min', peers.min],
    ['p50', peers.p50],
    ['p95', peers.p95],
    ['p99', peers.p99],
    ['max', peers.max],
  ] as const;
  return (
    <>
      <p>
        {words === null ? (
          <>The only one of its kind: no other span of this service and operation started {when}.</>
        ) : (
          <>
            <span className="font-semibold">{words}</span> {when}
          </>
        )}
      </p>
      {words !== null && (
        <>
          <PeerHistogram peers={peers} durationNanos={span.durationNanos} />
          <dl className="flex flex-wrap justify-between gap-x-2 pt-0.5 text-xs">
            {numbers.map(([name, nanos]) => (
              <div key={name} className="flex gap-1">
                <dt className="text-text-muted">{name}</dt>
                <dd>{nanos === null ? '–' : <Duration nanos={nanos} />}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <p className="flex flex-wrap justify-between gap-x-3 pt-0.5 text-xs text-text-muted">
        <span>
          Started <Timestamp unixNano={peers.startUnixNano} precision="s" /> to{' '}
          <Timestamp unixNano={peers.endUnixNano} precision="s" date={false} />
        </span>
        {span.service !== '' && span.operation !== '' && (
          <Link href={operationHref(peers, span)} className="rounded-sm text-accent hover:underline">
            Latency of the operation
          </Link>
        )}
      </p>
    </>
  );
}

/** The latency page over the same hour. */
function operationHref({ startUnixNano, endUnixNano, recent }: Peers, { service, operation }: PeerSpan): string {
  const ms = (unixNano: string) => Number(BigInt(unixNano) / 1_000_000n);
  return latencyHref({
    service,
    operation,
    range: recent
      ? { kind: 'relative', last: '1h' }
      : { kind: 'absolute', startMs: ms(startUnixNano), endMs: ms(endUnixNano) },
  });
}
