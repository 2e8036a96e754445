import { formatTimestamp, formatTimestampIso, type TimestampPrecision } from '@/lib/base/units';
import { cx } from './cx';

interface TimestampProps {
  /** Unix nanoseconds. */
  readonly unixNano: string;
  readonly precision?: TimestampPrecision;
  /** False where the date is clear from what is around it. */
  readonly date?: boolean;
  /** Shown instead of the time, such as an age; the time is then what hovering gives. */
  readonly label?: string;
  readonly className?: string;
}

/** A point in time in the reader's time zone; in UTC to the nanosecond on hover. */
export function Timestamp({ unixNano, precision = 'ms', date = true, label, className }: TimestampProps) {
  return (
    // The server's time zone need not be the reader's.
    <time
      dateTime={formatTimestampIso(unixNano, { precision: 'ms' })}
      title={formatTimestampIso(unixNano)}
      suppressHydrationWarning
      className={cx('whitespace-nowrap tabular-nums', className)}
    >
      {label ?? formatTimestamp(unixNano, { precision, date })}
    </time>
  );
}
