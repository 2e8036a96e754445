interface ProgressLineProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
}

/** A thin line that fills up. */
export function ProgressLine({ label, value, max }: ProgressLineProps) {
  const share = max > 0 ? Math.min(1, value / max) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <svg viewBox="0 0 100 2" preserveAspectRatio="none" className="block h-1 w-full" aria-hidden="true">
        <rect width="100" height="2" className="fill-border" />
        <rect width={100 * share} height="2" className="fill-accent" />
      </svg>
    </div>
  );
}
