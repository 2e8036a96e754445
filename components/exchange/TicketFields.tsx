import { useId } from 'react';
import { Field } from '@/components/ui/Field';
import { Icon } from '@/components/ui/Icon';
import { Segmented } from '@/components/ui/Segmented';
import { TextInput } from '@/components/ui/TextInput';
import { TimeInForceChoice } from './TimeInForceChoice';
import { SYMBOLS, type TicketDraft, type TicketErrors } from './ticket';

interface TicketFieldsProps {
  readonly draft: TicketDraft;
  readonly errors: TicketErrors;
  readonly onChange: (part: Partial<TicketDraft>) => void;
}

const SIDES = [
  {
    value: 'buy',
    label: (
      <>
        <Icon name="arrow-up" className="size-3" />
        Buy
      </>
    ),
  },
  {
    value: 'sell',
    label: (
      <>
        <Icon name="arrow-down" className="size-3" />
        Sell
      </>
    ),
  },
] as const;

const TYPES = [
  { value: 'market', label: 'Market' },
  { value: 'limit', label: 'Limit' },
] as const;

/** Symbol, side, type, quantity, for a limit order price, and how long it is good for. */
export function TicketFields({ draft, errors, onChange }: TicketFieldsProps) {
  const symbolsId = useId();
  return (
    <>
      <Field label="Symbol" error={errors.symbol}>
        {(control) => (
          <>
            <TextInput
              {...control}
              list={symbolsId}
              value={draft.symbol}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              onChange={(event) => onChange({ symbol: event.target.value })}
            />
            <datalist id={symbolsId}>
              {SYMBOLS.map((symbol) => (
                <option key={symbol} value={symbol}>
                  {symbol}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Segmented legend="Side" options={SIDES} value={draft.side} onChange={(side) => onChange({ side })} />
        <Segmented legend="Type" options={TYPES} value={draft.type} onChange={(type) => onChange({ type })} />
      </div>
      <div className="grid grid-cols-2 items-start gap-3">
        <Field label="Quantity" error={errors.quantity}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="decimal"
              autoComplete="off"
              className="text-right"
              value={draft.quantity}
              onChange={(event) => onChange({ quantity: event.target.value })}
            />
          )}
        </Field>
        <Field label="Price" error={errors.price}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="decimal"
              autoComplete="off"
              className="text-right"
              disabled={draft.type === 'market'}
              placeholder={draft.type === 'market' ? 'market' : ''}
              value={draft.type === 'market' ? '' : draft.price}
              onChange={(event) => onChange({ price: event.target.value })}
            />
          )}
        </Field>
      </div>
      <TimeInForceChoice draft={draft} onChange={onChange} />
    </>
  );
}
