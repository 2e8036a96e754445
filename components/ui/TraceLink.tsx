import Link from 'next/link';
import type { ReactNode } from 'react';

interface TraceLinkProps {
  /** null when the trace is not recorded: then nothing is there to lead to, and that is said. */
  readonly traceId: string | null;
  /** What is read out instead of the content. */
  readonly label?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Leads to a trace, or says that sampling left it out. */
export function TraceLink({ traceId, label, className, children }: TraceLinkProps) {
  if (traceId === null) {
    return (
      <span
        title="The exchange records a share of the traces, and this one is not among them"
        className="text-text-muted"
      >
        not recorded (sampling)
      </span>
    );
  }
  return (
    <Link href={`/traces/${traceId}`} aria-label={label} className={`text-accent hover:underline ${className ?? ''}`}>
      {children}
    </Link>
  );
}
