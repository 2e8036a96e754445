'use client';

import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/ui/ErrorState';
import { Loading } from '@/components/ui/Loading';
import { TimeRangePicker } from '@/components/ui/TimeRangePicker';
import { servicesQuery } from '@/lib/api/latency';
import { rangeSource } from '@/lib/url/range-source';
import { formatServicesView, parseServicesView } from '@/lib/url/services-view';
import { useUrlView } from '@/lib/url/use-url-view';
import { FilterInput } from './FilterInput';
import { ServicesAnswer } from './ServicesAnswer';

const CODEC = { parse: parseServicesView, format: formatServicesView };

/** What sends spans, and how it does. All view state is in the URL. */
export function ServicesPage() {
  const [view, change] = useUrlView(CODEC);
  const services = useQuery(servicesQuery(rangeSource(view.range)));
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 p-4">
      <h1 className="sr-only">Services</h1>
      <div className="flex flex-wrap items-center gap-3">
        <FilterInput value={view.filter} onChange={(filter) => change({ filter }, 'replace')} />
        <div className="ml-auto">
          <TimeRangePicker value={view.range} onChange={(range) => change({ range }, 'push')} />
        </div>
      </div>
      {services.isPending && <Loading label="Loading the services" />}
      {services.isError && !services.data && (
        <ErrorState
          error={services.error}
          title="The services could not be loaded"
          retry={() => void services.refetch()}
        />
      )}
      {services.data && (
        <ServicesAnswer
          answer={services.data}
          view={view}
          change={change}
          // Another range was chosen, and its answer has not come yet.
          outdated={services.isPlaceholderData}
          failure={services.isError ? services.error : null}
        />
      )}
    </div>
  );
}
