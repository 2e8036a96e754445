import { type FormEvent, useId, useState } from 'react';
import { TextInput } from '@/components/ui/TextInput';

interface RateFieldProps {
  readonly asked: number;
  readonly limit: number;
  readonly onAsk: (rate: number) => void;
}

/**
 * The rate as a number, asked for with Enter or on leaving the field. What is no rate, or one beyond the limit, stays as it
 * was typed, with what may be entered; Escape puts the rate back.
 */
export function RateField({ asked, limit, onAsk }: RateFieldProps) {
  const errorId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const type = (text: string | null) => {
    setTyped(text);
    if (text === null || rateIn(text, limit) !== null) setRefused(false);
  };
  const ask = () => {
    if (typed === null || typed.trim() === '') return type(null);
    const rate = rateIn(typed, limit);
    if (rate === null) return setRefused(true);
    type(null);
    if (rate !== asked) onAsk(rate);
  };
  return (
    <form
      className="contents"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        ask();
      }}
    >
      <TextInput
        aria-label={`Orders a second, 0 to ${limit}`}
        aria-invalid={refused || undefined}
        aria-describedby={refused ? errorId : undefined}
        inputMode="decimal"
        autoComplete="off"
        className="w-16 text-right"
        value={typed ?? String(asked)}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && type(null)}
        onBlur={ask}
      />
      {refused && (
        <p id={errorId} role="alert" className="order-last w-full text-xs text-error">
          {typed} is not asked for: enter a rate in digits, from 0 to {limit}. Escape puts {asked} back.
        </p>
      )}
    </form>
  );
}

/** @returns null unless it is a decimal number from 0 to `limit`. */
function rateIn(text: string, limit: number): number | null {
  const rate = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
  return rate !== null && rate <= limit ? rate : null;
}
