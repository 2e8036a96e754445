import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Icon } from '@/components/ui/Icon';
import { Segmented } from '@/components/ui/Segmented';
import { Select, type SelectOption } from '@/components/ui/Select';
import { TimeRangePicker } from '@/components/ui/TimeRangePicker';
import type { ServicesResponse } from '@/lib/api/contract';
import { DURATION_SCALES, type LatencyView } from '@/lib/url/latency-view';

interface FiltersProps {
  readonly view: LatencyView;
  readonly services: ServicesResponse['services'];
  readonly onChange: (changes: Partial<LatencyView>) => void;
}

const SCALE_OPTIONS = DURATION_SCALES.map((value) => ({ value, label: value === 'log' ? 'Logarithmic' : 'Linear' }));

/** What is looked at: a service, an operation, a time range; and how its durations are drawn. */
export function Filters({ view, services, onChange }: FiltersProps) {
  const chosen = services.find((service) => service.name === view.service);
  const listed = view.service === '' ? services : chosen ? [chosen] : [];
  const operations = new Set(listed.flatMap((service) => service.operations.map((operation) => operation.name)));
  const filtered = view.service !== '' || view.operation !== '';
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label="Service" className="w-56">
        {(control) => (
          <Select
            {...control}
            options={withAll(
              'All services',
              services.map((service) => service.name),
              view.service,
            )}
            value={view.service}
            onChange={(event) => onChange({ service: event.target.value, operation: '' })}
          />
        )}
      </Field>
      <Field label="Operation" className="w-72">
        {(control) => (
          <Select
            {...control}
            options={withAll('All operations', [...operations], view.operation)}
            value={view.operation}
            onChange={(event) => onChange({ operation: event.target.value })}
          />
        )}
      </Field>
      {filtered && (
        <Button variant="ghost" onClick={() => onChange({ service: '', operation: '' })}>
          <Icon name="close" className="size-3" />
          Show all
        </Button>
      )}
      <div className="ml-auto flex flex-wrap items-end gap-3">
        <Segmented
          legend="Duration axis"
          options={SCALE_OPTIONS}
          value={view.scale}
          onChange={(scale) => onChange({ scale })}
        />
        <TimeRangePicker value={view.range} onChange={(range) => onChange({ range, zoom: null })} />
      </div>
    </div>
  );
}

/** The names sorted, after "all of them"; the chosen one is there even when nothing of it was recorded in this time. */
function withAll(all: string, names: readonly string[], chosen: string): SelectOption[] {
  const known = new Set(names);
  if (chosen !== '') known.add(chosen);
  return [{ value: '', label: all }, ...[...known].toSorted().map((name) => ({ value: name, label: name }))];
}
