interface FilledBarProps {
  /** Decimal strings. */
  readonly filled: string;
  readonly quantity: string;
}

/** `0.15 / 0.25` over a thin line that is filled as far. */
export function FilledBar({ filled, quantity }: FilledBarProps) {
  const share = Number(quantity) > 0 ? Math.min(1, Number(filled) / Number(quantity)) : 0;
  return (
    <span className="inline-block min-w-24 whitespace-normal tabular-nums">
      {filled} <span className="text-text-muted">/ {quantity}</span>
      <svg viewBox="0 0 100 2" preserveAspectRatio="none" className="block h-0.5 w-full" aria-hidden="true">
        <rect width="100" height="2" className="fill-border" />
        <rect width={100 * share} height="2" className="fill-accent" />
      </svg>
    </span>
  );
}
