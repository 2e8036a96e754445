import { cx } from './cx';

/** `rejected` is a business refusal, which is not a technical error. */
export type Status = 'ok' | 'error' | 'rejected' | 'warning';

const MARK: Readonly<Record<Status, { path: string; className: string; label: string }>> = {
  ok: { path: 'M3 6.5l2 2 4-5', className: 'text-ok', label: 'OK' },
  error: { path: 'M3.2 3.2l5.6 5.6M8.8 3.2l-5.6 5.6', className: 'text-error', label: 'Error' },
  rejected: {
    path: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM2.9 9.1l6.2-6.2',
    className: 'text-rejected',
    label: 'Rejected',
  },
  warning: { path: 'M6 1.8l4.7 8.4H1.3zM6 5v2.2M6 8.8v.1', className: 'text-warning', label: 'Warning' },
};

interface StatusMarkProps {
  readonly status: Status;
  /** What is read out; the status itself unless said. '' when the text beside it says it already. */
  readonly label?: string;
  readonly className?: string;
}

/** A glyph whose shape tells the status: tick, cross, barred circle, triangle. */
export function StatusMark({ status, label, className }: StatusMarkProps) {
  const mark = MARK[status];
  const text = label ?? mark.label;
  return (
    <svg
      viewBox="0 0 12 12"
      // Attributes, not classes: whatever size a class gives then wins.
      width="0.75rem"
      height="0.75rem"
      className={cx('shrink-0', mark.className, className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      {...(text === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': text })}
    >
      <path d={mark.path} />
    </svg>
  );
}
