import type { ComponentProps } from 'react';
import { cx } from './cx';

/** How text inputs and selects look. Their width is the parent's to give; Field stretches them. */
export const CONTROL =
  'h-8 min-w-0 rounded-md border border-border-strong bg-surface-raised px-2 text-sm text-text placeholder:text-text-muted aria-invalid:border-error disabled:opacity-50';

/** A one-line text input. Give it a label: through Field, or by `aria-label`. */
export function TextInput({ className, type = 'text', ...rest }: ComponentProps<'input'>) {
  return <input type={type} className={cx(CONTROL, className)} {...rest} />;
}
