import type { ComponentProps } from 'react';
import { cx } from './cx';
import { CONTROL } from './TextInput';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

type SelectProps = Omit<ComponentProps<'select'>, 'children'> & { readonly options: readonly SelectOption[] };

/** The browser's own select, so keyboard and touch work as people know them. */
export function Select({ options, className, ...rest }: SelectProps) {
  return (
    <select className={cx(CONTROL, 'pr-1', className)} {...rest}>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
