import { type ReactNode, useId } from 'react';
import { cx } from './cx';

interface PanelProps {
  readonly title: ReactNode;
  /** Beside the title, at the right: a count, a state, buttons. */
  readonly actions?: ReactNode;
  readonly className?: string;
  /** False for tables and charts that reach the edges. */
  readonly padded?: boolean;
  readonly children: ReactNode;
}

/** A titled region on a raised surface. Panels are not put into panels: divide one with headings and rules. */
export function Panel({ title, actions, className, padded = true, children }: PanelProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      className={cx('flex min-w-0 flex-col rounded-lg border border-border bg-surface-raised', className)}
    >
      <header className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5">
        <h2 id={titleId} className="text-base font-semibold">
          {title}
        </h2>
        {actions !== undefined && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      <div className={cx('flex min-h-0 flex-1 flex-col', padded && 'px-4 pb-4')}>{children}</div>
    </section>
  );
}
