import { Segmented } from '@/components/ui/Segmented';
import { type ExchangeActions, pendingOf } from './use-exchange-actions';

const RATIOS = [1, 0.5, 0.1, 0.01, 0];

interface SamplingControlProps {
  /** 0 to 1. */
  readonly ratio: number;
  readonly actions: ExchangeActions;
}

/** Which share of the exchange's traces is recorded. A ratio that was set elsewhere is offered as well. */
export function SamplingControl({ ratio, actions }: SamplingControlProps) {
  const shown = pendingOf(actions, 'sampling')?.ratio ?? ratio;
  const ratios = RATIOS.includes(shown) ? RATIOS : [...RATIOS, shown].toSorted((one, other) => other - one);
  return (
    <Segmented
      legend="Traces recorded (head sampling, by trace id)"
      options={ratios.map((option) => ({ value: String(option), label: percent(option) }))}
      value={String(shown)}
      onChange={(value) => actions.perform({ kind: 'sampling', ratio: Number(value) })}
    />
  );
}

function percent(ratio: number): string {
  return ratio === 0 ? 'None' : `${Number((ratio * 100).toPrecision(3))} %`;
}
