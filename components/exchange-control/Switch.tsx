import { cx } from '@/components/ui/cx';

interface SwitchProps {
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly labelledBy: string;
  readonly describedBy?: string;
  readonly onChange: (checked: boolean) => void;
}

/** On or off, at once. Its position tells, and a word beside it. */
export function Switch({ checked, disabled = false, labelledBy, describedBy, onChange }: SwitchProps) {
  return (
    <span className="flex shrink-0 items-center gap-2">
      <span aria-hidden="true" className={cx('text-xs', checked ? 'font-medium text-warning' : 'text-text-muted')}>
        {checked ? 'On' : 'Off'}
      </span>
      <button
        type="button"
        role="switch"
        aria-checked={checked}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        disabled={disabled}
        onClick={() => onChange(!checked)}
        className={cx(
          'h-6 w-10 rounded-lg border p-0.5 transition-colors disabled:opacity-50',
          checked ? 'border-warning bg-warning' : 'border-border-strong bg-surface-sunken',
        )}
      >
        <span
          className={cx(
            'block size-4.5 rounded-md transition-transform',
            checked ? 'translate-x-4 bg-surface-raised' : 'bg-border-strong',
          )}
        />
      </button>
    </span>
  );
}
