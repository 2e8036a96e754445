'use client';

import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/ui/ErrorState';
import { Loading } from '@/components/ui/Loading';
import { latencyQuery, servicesQuery } from '@/lib/api/latency';
import { formatLatencyView, parseLatencyView, shownRange } from '@/lib/url/latency-view';
import { rangeSource } from '@/lib/url/range-source';
import { useUrlView } from '@/lib/url/use-url-view';
import { Filters } from './Filters';
import { LatencyAnswer } from './LatencyAnswer';

const CODEC = { parse: parseLatencyView, format: formatLatencyView };

/** Rate, failures and durations of services and operations over time. All view state is in the URL. */
export function LatencyPage() {
  const [view, change] = useUrlView(CODEC);
  const range = shownRange(view);
  const latency = useQuery(latencyQuery(view, rangeSource(range)));
  const services = useQuery(servicesQuery(rangeSource(view.range)));
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 p-4">
      <h1 className="sr-only">Latency</h1>
      <Filters view={view} services={services.data?.services ?? []} onChange={(changes) => change(changes, 'push')} />
      {latency.isPending && <Loading label="Loading rates and durations" />}
      {latency.isError && !latency.data && (
        <ErrorState
          error={latency.error}
          title="Rates and durations could not be loaded"
          retry={() => void latency.refetch()}
        />
      )}
      {latency.data && (
        <LatencyAnswer
          answer={latency.data}
          view={view}
          change={change}
          // Other filters were chosen, and their answer has not come yet.
          outdated={latency.isPlaceholderData}
          failure={latency.isError ? latency.error : null}
        />
      )}
    </div>
  );
}
