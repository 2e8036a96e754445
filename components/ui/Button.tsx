import type { ComponentProps } from 'react';
import { cx } from './cx';

const VARIANT = {
  primary: 'border-transparent bg-accent text-accent-contrast hover:bg-accent/90',
  secondary: 'border-border-strong bg-surface-raised text-text hover:bg-surface-sunken',
  ghost: 'border-transparent text-text-muted hover:bg-surface-sunken hover:text-text',
} as const;

const SIZE = { sm: 'h-6 px-2 text-xs', md: 'h-8 px-3 text-sm', lg: 'h-9 px-4 text-base' } as const;

export type ButtonVariant = keyof typeof VARIANT;
export type ButtonSize = keyof typeof SIZE;

type ButtonProps = ComponentProps<'button'> & { readonly variant?: ButtonVariant; readonly size?: ButtonSize };

/** One `primary` at most in a view. `type` is `button` unless said otherwise. */
export function Button({ variant = 'secondary', size = 'md', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={cx(
        'inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors disabled:opacity-50',
        VARIANT[variant],
        SIZE[size],
        className,
      )}
      {...rest}
    />
  );
}
