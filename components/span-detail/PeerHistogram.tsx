import type { PeersResponse } from '@/lib/api/contract';
import { formatCount, formatDuration, type Nanos } from '@/lib/base/units';
import { layoutPeers } from './layout-peers';

interface PeerHistogramProps {
  readonly peers: PeersResponse;
  readonly durationNanos: Nanos;
}

/** The distribution of durations as bars, with a mark where the span is; all of it in words for who does not see it. */
export function PeerHistogram({ peers, durationNanos }: PeerHistogramProps) {
  const layout = layoutPeers(peers, durationNanos);
  if (layout === null) return null;
  return (
    <div role="img" aria-label={histogramWords(peers, durationNanos)} className="relative h-10 pt-1.5">
      <svg
        viewBox="0 0 1 1"
        preserveAspectRatio="none"
        aria-hidden="true"
        className="size-full border-b border-border-strong"
      >
        {layout.bars.map(({ left, width, height }) => (
          <rect
            key={left}
            x={left}
            y={1 - height}
            width={width * 0.9}
            height={height}
            className="fill-text-muted opacity-60"
          />
        ))}
        {layout.percentiles.map(({ name, at }) => (
          <line
            key={name}
            x1={at}
            x2={at}
            y1={0}
            y2={1}
            vectorEffect="non-scaling-stroke"
            strokeDasharray="2 2"
            className="stroke-text"
          />
        ))}
      </svg>
      <span
        className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-accent before:absolute before:-left-[3px] before:border-x-4 before:border-t-5 before:border-x-transparent before:border-t-accent"
        style={{ left: `${layout.span * 100}%` }}
      />
    </div>
  );
}

function histogramWords({ count, min, p50, p95, p99, max }: PeersResponse, durationNanos: Nanos): string {
  const length = (nanos: Nanos | null) => formatDuration(nanos ?? 0);
  return (
    `Durations of ${formatCount(count)} spans, from ${length(min)} to ${length(max)}: half of them up to ${length(p50)}, ` +
    `95 % up to ${length(p95)}, 99 % up to ${length(p99)}. This span took ${formatDuration(durationNanos)}.`
  );
}
