'use client';

import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { QueryProblem } from '@/components/ui/QueryProblem';
import { CompletionList } from './CompletionList';
import { queryProblem } from './query-problem';
import { useCombobox } from './use-combobox';

interface QueryBoxProps {
  /** The query that is shown on the page. A new one replaces what is typed. */
  readonly query: string;
  /** Called with a query that is right. */
  readonly onSubmit: (query: string) => void;
}

/** Where a query is typed: completion while typing, and on Enter either the search or what is wrong and where. */
export function QueryBox({ query, onSubmit }: QueryBoxProps) {
  const [draft, setDraft] = useState(query);
  const [submitted, setSubmitted] = useState(query);
  const [shownQuery, setShownQuery] = useState(query);
  if (shownQuery !== query) {
    setShownQuery(query);
    setDraft(query);
    setSubmitted(query);
  }
  const input = useRef<HTMLInputElement>(null);
  const problemId = useId();
  const combobox = useCombobox({ text: draft, onChange: setDraft, input });
  // Half a query is always wrong somewhere, so nothing is said before it was meant.
  const problem = draft === submitted ? queryProblem(draft) : null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    combobox.close();
    setSubmitted(draft);
    const wrong = queryProblem(draft);
    if (wrong === null) onSubmit(draft.trim());
    else input.current?.setSelectionRange(wrong.at.position, wrong.at.position + wrong.at.length);
  };

  return (
    <form role="search" onSubmit={submit} className="flex min-w-0 flex-col gap-2">
      <div className="flex gap-2">
        <div className="relative min-w-0 flex-1">
          <Icon name="search" className="pointer-events-none absolute top-2.5 left-2.5 text-text-muted" />
          <input
            ref={input}
            type="text"
            data-search-focus=""
            aria-label="Query"
            aria-invalid={problem !== null || undefined}
            aria-describedby={problem ? problemId : undefined}
            placeholder='An order id, a trace id, or conditions such as  service=risk-manager duration>5ms "free text"'
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            className="h-9 w-full rounded-md border border-border-strong bg-surface-raised pr-2 pl-9 font-mono text-sm placeholder:font-sans placeholder:text-text-muted aria-invalid:border-error"
            value={draft}
            {...combobox.inputProps}
          />
          <CompletionList {...combobox} />
        </div>
        <Button type="submit" variant="primary" size="lg">
          Search
        </Button>
      </div>
      {problem && <QueryProblem id={problemId} text={draft} problem={problem} />}
    </form>
  );
}
