import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { TextInput } from '@/components/ui/TextInput';
import type { ExchangeScenario, StartScenario } from '@/lib/api/exchange-contract';
import { changesIn, draftOf, type ScenarioDraft, type ScenarioErrors, validateScenario } from './scenario-draft';

const FIELDS = [
  { name: 'ordersPerSecond', label: 'Orders/s' },
  { name: 'durationSeconds', label: 'Seconds' },
  { name: 'seed', label: 'Seed' },
] as const;

interface ScenarioFormProps {
  readonly scenario: ExchangeScenario;
  /** Orders a second at most. */
  readonly limit: number;
  readonly disabled: boolean;
  readonly onStart: (changes: StartScenario) => void;
}

/** Starts a scenario with another rate, duration or seed than its own. */
export function ScenarioForm({ scenario, limit, disabled, onStart }: ScenarioFormProps) {
  const [draft, setDraft] = useState<ScenarioDraft>(() => draftOf(scenario));
  const [errors, setErrors] = useState<ScenarioErrors>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = validateScenario(draft, limit);
    setErrors(found);
    if (Object.keys(found).length === 0) onStart(changesIn(draft, scenario));
  };
  return (
    <form
      noValidate
      aria-label={`Settings of ${scenario.title}`}
      onSubmit={submit}
      className="flex flex-col gap-2 pt-1"
    >
      <div className="grid grid-cols-3 items-start gap-2">
        {FIELDS.map(({ name, label }) => (
          <Field key={name} label={label} error={errors[name]}>
            {(control) => (
              <TextInput
                {...control}
                inputMode="decimal"
                autoComplete="off"
                className="text-right"
                value={draft[name]}
                onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <div className="flex items-center justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={() => setDraft(draftOf(scenario))}>
          Reset to its own
        </Button>
        <Button size="sm" type="submit" disabled={disabled}>
          Start with these
        </Button>
      </div>
    </form>
  );
}
