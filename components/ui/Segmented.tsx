import { type ReactNode, useId } from 'react';
import { cx } from './cx';

interface SegmentedProps<Value extends string> {
  readonly legend: string;
  /** True when what is around it says what the choice is about; the legend is then only read out. */
  readonly hideLegend?: boolean;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly className?: string;
}

/** A choice among two to five short words: a radio group, so arrow keys move between them. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { legend, hideLegend = false, options, value, onChange, className } = props;
  const name = useId();
  return (
    <fieldset className={cx('min-w-0', className)}>
      <legend className={hideLegend ? 'sr-only' : 'mb-1 text-xs font-medium text-text-muted'}>{legend}</legend>
      <div className="flex h-8 rounded-md border border-border-strong bg-surface-raised p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex flex-1 cursor-pointer items-center justify-center gap-1 rounded-sm px-2 text-sm whitespace-nowrap text-text-muted hover:text-text has-checked:bg-accent/12 has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
