'use client';

import { type KeyboardEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/Icon';
import { IconButton } from '@/components/ui/IconButton';
import { QueryProblem } from '@/components/ui/QueryProblem';
import { FindPicks } from './FindPicks';
import { findWords } from './find-words';
import type { TimelineState } from './use-timeline';

/** What is looked for in the trace: the field, how many match, from match to match, hiding the rest, and quick picks. */
export function FindBar({ timeline }: { readonly timeline: TimelineState }) {
  const { model, view, find, stop, setView, run } = timeline;
  const { found, problem } = find;
  const problemId = useId();
  // Half a query is always wrong somewhere, so nothing is said before it was meant: by Enter, by leaving, by a link.
  const [meant, setMeant] = useState(view.find);
  const shownProblem = meant === view.find ? problem : null;
  const canStep = found !== null && found.count > 0;

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      setMeant(view.find);
      if (problem !== null) {
        event.currentTarget.setSelectionRange(problem.at.position, problem.at.position + problem.at.length);
      } else run({ do: 'match', step: event.shiftKey ? -1 : 1 }, { focus: false });
    } else if (event.key === 'Escape') {
      // The browser would clear the field.
      event.preventDefault();
      event.currentTarget.blur();
      timeline.focusActive();
    }
  };

  return (
    <div role="search" aria-label="Find in this trace" className="flex flex-col gap-1 px-3 pb-1.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <div className="relative max-w-80 flex-[1_1_9rem]">
          <Icon name="search" className="pointer-events-none absolute top-1.5 left-2 size-3.5 text-text-muted" />
          <input
            type="search"
            data-search-focus=""
            aria-label="Find in this trace"
            aria-invalid={shownProblem !== null || undefined}
            aria-describedby={shownProblem === null ? undefined : problemId}
            aria-keyshortcuts="/"
            placeholder="Find: text, or service=… duration>5ms  ( / )"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            className="h-[1.625rem] w-full rounded-md border border-border-strong bg-surface-raised pr-1 pl-7 text-xs placeholder:text-text-muted aria-invalid:border-error"
            value={view.find}
            onChange={(event) => {
              find.onInput(event.target.value, event.timeStamp);
              setView({ find: event.target.value, match: null, shownSpans: [] });
            }}
            onBlur={() => setMeant(view.find)}
            onKeyDown={onKeyDown}
          />
        </div>
        <div className="flex">
          <IconButton
            icon="arrow-up"
            label="Previous match"
            className="size-6"
            disabled={!canStep}
            onClick={() => run({ do: 'match', step: -1 }, { focus: false })}
          />
          <IconButton
            icon="arrow-down"
            label="Next match"
            className="size-6"
            disabled={!canStep}
            onClick={() => run({ do: 'match', step: 1 }, { focus: false })}
          />
        </div>
        <Button
          size="sm"
          variant="ghost"
          aria-pressed={view.hideOthers}
          className={cx(view.hideOthers && 'bg-surface-sunken text-text')}
          onClick={() => setView({ hideOthers: !view.hideOthers, shownSpans: [] })}
        >
          <Icon name={view.hideOthers ? 'check' : 'filter'} className="size-3.5" />
          Hide the rest
        </Button>
        <FindPicks timeline={timeline} />
        {/* Its room is there while it is empty, so that the rows do not move while one types. */}
        <p role="status" className="min-h-4 min-w-0 flex-[1_1_9rem] text-xs tabular-nums text-text-muted">
          {findWords(find, model.trace.spanCount, stop)}
        </p>
      </div>
      {shownProblem !== null && <QueryProblem id={problemId} text={view.find} problem={shownProblem} />}
    </div>
  );
}
