import { Segmented } from '@/components/ui/Segmented';
import { TIMES_IN_FORCE, type TicketDraft, timeInForceOf, timesInForceOf } from './ticket';

interface TimeInForceChoiceProps {
  readonly draft: TicketDraft;
  readonly onChange: (part: Partial<TicketDraft>) => void;
}

/** How long the order is good for, in the words of the market, and below what the chosen one means. */
export function TimeInForceChoice({ draft, onChange }: TimeInForceChoiceProps) {
  const chosen = timeInForceOf(draft);
  return (
    <div>
      <Segmented
        legend="Time in force"
        options={timesInForceOf(draft).map((value) => ({ value, label: TIMES_IN_FORCE[value].word }))}
        value={chosen}
        onChange={(timeInForce) => onChange({ timeInForce })}
      />
      <p className="mt-1 min-h-8 text-xs text-text-muted" aria-live="polite">
        {TIMES_IN_FORCE[chosen].meaning}
      </p>
    </div>
  );
}
