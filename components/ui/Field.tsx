import { type ReactNode, useId } from 'react';
import { cx } from './cx';
import { Icon } from './Icon';

/** To be spread onto the control, so that label, hint and error belong to it. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** A sentence that says what to do; '' or nothing when the value is fine. */
  readonly error?: string | undefined;
  readonly className?: string;
  readonly children: (control: FieldControl) => ReactNode;
}

/** A labelled control: `<Field label="Price">{(control) => <TextInput {...control} />}</Field>`. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const invalid = error !== undefined && error !== '';
  const hasNote = invalid || hint !== undefined;
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="text-xs font-medium text-text-muted">
        {label}
      </label>
      {children({ id, 'aria-describedby': hasNote ? noteId : undefined, 'aria-invalid': invalid || undefined })}
      {hasNote && (
        <div id={noteId} className={cx('flex gap-1 text-xs', invalid ? 'text-error' : 'text-text-muted')}>
          {invalid && <Icon name="close" className="mt-0.5 size-3" />}
          {invalid ? error : hint}
        </div>
      )}
    </div>
  );
}
