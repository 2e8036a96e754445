import { cx } from '@/components/ui/cx';
import type { CompletionOption } from './completion-options';

interface CompletionListProps {
  readonly listId: string;
  readonly options: readonly CompletionOption[];
  readonly active: number | null;
  readonly optionId: (index: number) => string;
  readonly choose: (option: CompletionOption) => void;
}

/** What may be chosen, under the box. The focus stays in the box, which says what is marked. */
export function CompletionList({ listId, options, active, optionId, choose }: CompletionListProps) {
  return (
    <div
      id={listId}
      role="listbox"
      aria-label="Completions"
      hidden={options.length === 0}
      className="absolute top-full right-0 left-0 z-20 mt-1 max-w-2xl overflow-hidden rounded-md border border-border-strong bg-surface-raised py-1 shadow-lg"
    >
      {options.map((option, index) => (
        <div
          key={option.label}
          id={optionId(index)}
          role="option"
          aria-selected={index === active}
          className={cx(
            'flex cursor-pointer items-baseline gap-4 border-l-2 px-3 py-1 text-sm',
            index === active ? 'border-accent bg-accent/10' : 'border-transparent hover:bg-surface-sunken',
          )}
          tabIndex={-1}
          // Before the press takes the focus from the box, because a blur closes the list.
          onMouseDown={(event) => {
            event.preventDefault();
            if (event.button === 0) choose(option);
          }}
        >
          <span className="truncate font-mono">{option.label}</span>
          <span className="ml-auto shrink-0 text-xs text-text-muted">{option.detail}</span>
        </div>
      ))}
    </div>
  );
}
