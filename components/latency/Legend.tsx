import type { ReactNode } from 'react';
import { DASHES, LINE_COLOUR } from './draw-red';
import type { Percentile } from './layout-red';

/** Written out, because Tailwind keeps only the class names that it finds in the source. */
const STROKE = { accent: 'text-accent', text: 'text-text', muted: 'text-text-muted' } as const;

/** A swatch that looks as what is drawn, its name, and its value. */
export function LegendEntry({ swatch, name, value }: { swatch?: ReactNode; name: string; value: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-text-muted">
      {swatch}
      {name}
      <span className="min-w-14 font-medium tabular-nums text-text">{value}</span>
    </span>
  );
}

export function LineSwatch({ percentile }: { readonly percentile: Percentile }) {
  return (
    <svg viewBox="0 0 24 4" className={`h-1 w-6 ${STROKE[LINE_COLOUR[percentile]]}`} aria-hidden="true">
      <path d="M0 2h24" stroke="currentColor" strokeWidth="2" strokeDasharray={DASHES[percentile].join(' ')} />
    </svg>
  );
}

export function ErrorSwatch() {
  return (
    <svg viewBox="0 0 12 12" className="size-3 text-error" aria-hidden="true">
      <path d="M1 1h10v10H1z" fill="currentColor" />
    </svg>
  );
}

export function RejectedSwatch() {
  return (
    <svg viewBox="0 0 12 12" className="size-3 text-rejected" aria-hidden="true">
      <path d="M1 1h10v10H1zM1 6l5-5M1 11l10-10M6 11l5-5" fill="none" stroke="currentColor" />
    </svg>
  );
}
