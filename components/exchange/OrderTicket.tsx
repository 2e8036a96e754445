'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Segmented } from '@/components/ui/Segmented';
import { useHydrated } from '@/components/ui/use-hydrated';
import { DEMO_CLIENTS, type DemoClient } from './exchange-client';
import { TicketFields } from './TicketFields';
import { FIRST_DRAFT, type TicketDraft, type TicketErrors, validateTicket } from './ticket';

/** So many orders at once are merged into one batch: the fan-in that Fillpath is about. */
export const BURST_SIZE = 10;

interface OrderTicketProps {
  readonly placing: boolean;
  /** Called with valid drafts only. */
  readonly onPlace: (client: DemoClient, draft: TicketDraft, count: number) => void;
  /** Called when an order could not be sent because a field is wrong. */
  readonly onInvalid: () => void;
}

/** The order ticket. As it opens, one click places an order that fills. */
export function OrderTicket({ placing, onPlace, onInvalid }: OrderTicketProps) {
  const [username, setUsername] = useState(DEMO_CLIENTS[0].username);
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const [errors, setErrors] = useState<TicketErrors>({});
  const disabled = !useHydrated() || placing;

  const change = (part: Partial<TicketDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    // Sentences appear when one places the order; from then on they go as soon as the value is right.
    if (Object.keys(errors).length > 0) setErrors(validateTicket(next));
  };
  const place = (count: number) => {
    const found = validateTicket(draft);
    setErrors(found);
    const client = DEMO_CLIENTS.find((candidate) => candidate.username === username) ?? DEMO_CLIENTS[0];
    if (Object.keys(found).length === 0) onPlace(client, draft, count);
    else onInvalid();
  };

  return (
    <form
      noValidate
      aria-label="New order"
      className="flex flex-col gap-3"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        place(1);
      }}
    >
      <Segmented
        legend="Client"
        options={DEMO_CLIENTS.map((client) => ({ value: client.username, label: client.username }))}
        value={username}
        onChange={setUsername}
      />
      <TicketFields draft={draft} errors={errors} onChange={change} />
      <div className="mt-1 grid grid-cols-[1fr_auto] gap-2">
        <Button type="submit" variant="primary" size="lg" disabled={disabled}>
          {placing ? 'Placing…' : 'Place order'}
        </Button>
        <Button
          size="lg"
          disabled={disabled}
          onClick={() => place(BURST_SIZE)}
          title={`${BURST_SIZE} orders together end up in one batch`}
        >
          Place {BURST_SIZE}
        </Button>
      </div>
    </form>
  );
}
