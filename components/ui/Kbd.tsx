import type { ReactNode } from 'react';
import { cx } from './cx';

/** A key of the keyboard. */
export function Kbd({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <kbd
      className={cx(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-border bg-surface-sunken px-1 font-mono text-xs text-text-muted',
        className,
      )}
    >
      {children}
    </kbd>
  );
}
