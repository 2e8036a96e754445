import type { ReactNode } from 'react';
import { cx } from './cx';
import { type Status, StatusMark } from './StatusMark';

const TONE = {
  neutral: 'bg-surface-sunken text-text-muted',
  accent: 'bg-accent/10 text-accent',
  ok: 'bg-ok/10 text-ok',
  warning: 'bg-warning/10 text-warning',
  rejected: 'bg-rejected/10 text-rejected',
  error: 'bg-error/10 text-error',
} as const;

export type BadgeTone = keyof typeof TONE;

const STATUS_OF: Readonly<Partial<Record<BadgeTone, Status>>> = {
  ok: 'ok',
  warning: 'warning',
  rejected: 'rejected',
  error: 'error',
};

interface BadgeProps {
  readonly tone?: BadgeTone;
  readonly children: ReactNode;
  readonly title?: string;
  readonly className?: string;
}

/** A short word with a tone. Tones that mean something carry their glyph too. */
export function Badge({ tone = 'neutral', children, title, className }: BadgeProps) {
  const status = STATUS_OF[tone];
  return (
    <span
      title={title}
      className={cx(
        'inline-flex h-5 items-center gap-1 align-middle whitespace-nowrap rounded-sm px-1.5 text-xs font-medium',
        TONE[tone],
        className,
      )}
    >
      {status && <StatusMark status={status} label="" />}
      {children}
    </span>
  );
}
