import { formatDuration, formatDurationExact, type Nanos } from '@/lib/base/units';
import { cx } from './cx';

/** A length of time in three significant digits; to the nanosecond on hover. */
export function Duration({ nanos, className }: { readonly nanos: Nanos; readonly className?: string }) {
  return (
    <span title={formatDurationExact(nanos)} className={cx('whitespace-nowrap tabular-nums', className)}>
      {formatDuration(nanos)}
    </span>
  );
}
