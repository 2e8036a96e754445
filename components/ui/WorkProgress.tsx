interface WorkProgressProps {
  /** What is being done: "Sorting". Nothing is shown when it is null. */
  readonly label: string | null;
  /** From 0 to 1. */
  readonly done: number;
}

/** How far work is that goes on while what is on the screen stays usable. */
export function WorkProgress({ label, done }: WorkProgressProps) {
  if (label === null) return null;
  return (
    <span className="flex items-center gap-2 text-xs text-text-muted">
      {label}
      <progress aria-label={label} value={done} max={1} className="h-1.5 w-24" />
    </span>
  );
}
