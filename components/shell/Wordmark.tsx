/** The name with its sign: paths that join, wait, and go on together. The same drawing is in app/icon.svg. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2 text-lg font-semibold tracking-tight">
      <svg viewBox="0 0 20 20" className="size-5 text-accent" fill="none" stroke="currentColor" aria-hidden="true">
        <path d="M2 4h3.5c3 0 3 6 6 6M2 16h3.5c3 0 3-6 6-6M2 10h9" strokeWidth="1.8" strokeLinecap="round" />
        <circle cx="15" cy="10" r="3.4" fill="currentColor" stroke="none" />
      </svg>
      Fillpath
    </span>
  );
}
