import type { ReactNode } from 'react';

/** What the numbers are, and the same numbers as a table: both folded until wanted. */
export function Explanation({ children }: { readonly children: ReactNode }) {
  const summary = 'px-4 py-1.5 text-xs text-text-muted hover:text-text';
  return (
    <>
      <details className="border-t border-border">
        <summary className={summary}>What these numbers are</summary>
        <ul className="flex max-w-prose list-disc flex-col gap-1 pr-4 pb-3 pl-9 text-sm text-text-muted">
          <li>
            Spans are counted in the minute in which they started, and steps are whole minutes: the time shown reaches
            to the ends of the first and the last step. A step that has not ended is lighter; its rate counts the part
            that has passed.
          </li>
          <li>
            p50, p95 and p99: 50, 95 and 99 % of the spans took at most this long (of fewer than 100 spans, p99 is the
            longest). They are merged from sketches kept for each minute and operation, over all spans that the filters
            let through, and lie within 1 % of the exact value, or of the next shorter one. The longest is exact.
          </li>
          <li>An error is a span with status Error. Rejected means that a business request was refused: no error.</li>
          <li>
            Move over the charts to read a step; drag over several, or click one, to look at that time only. With the
            keyboard: arrow keys, Shift and arrow keys, Enter, and Escape to go back.
          </li>
        </ul>
      </details>
      <details className="border-t border-border">
        <summary className={summary}>The charts as a table</summary>
        {children}
      </details>
    </>
  );
}
