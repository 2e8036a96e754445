'use client';

import { formatCount } from '@/lib/base/units';
import { findOfEntry } from './colour-find';
import type { ColourEntry, Colouring } from './colouring';
import { shownText } from './extra-words';
import { Paint } from './paints';
import { Swatch } from './Swatch';

interface ColourLegendProps {
  readonly colouring: Colouring;
  /** What is looked for in the trace. */
  readonly find: string;
  /** '' for nothing. */
  readonly onFind: (query: string) => void;
}

/** What each colour means, and how many spans have it; pressed, it looks for them. */
export function ColourLegend({ colouring, find, onFind }: ColourLegendProps) {
  const { by, legend, others, noneCount } = colouring;
  return (
    <ul
      aria-label="Colours"
      className="flex max-h-12 min-w-0 flex-[1_1_20rem] flex-wrap items-center gap-x-1 overflow-y-auto text-xs"
    >
      {legend.map((entry) => {
        const query = findOfEntry(by, entry);
        const name = entryName(entry);
        return (
          <li key={query}>
            <button
              type="button"
              aria-pressed={find === query}
              title={`Find the ${spans(entry.spanCount)} of ${name} in this trace`}
              onClick={() => onFind(find === query ? '' : query)}
              className="inline-flex h-6 items-center gap-1.5 rounded-sm px-1 hover:bg-surface-sunken focus-visible:-outline-offset-2 aria-pressed:bg-surface-sunken aria-pressed:font-medium"
            >
              <Swatch paint={entry.paint} />
              <span className="max-w-48 truncate">{name}</span>
              <span className="text-text-muted">{formatCount(entry.spanCount)}</span>
            </button>
          </li>
        );
      })}
      {others.valueCount > 0 && (
        <li className="inline-flex items-center gap-1.5 px-1 text-text-muted">
          {by !== 'service' && <Swatch paint={Paint.Other} />}
          {formatCount(others.valueCount)} {others.valueCount === 1 ? 'other' : 'others'}, {spans(others.spanCount)}
          {by === 'service' && ', in these colours again'}
        </li>
      )}
      {noneCount > 0 && (
        <li className="inline-flex items-center gap-1.5 px-1 text-text-muted">
          <Swatch paint={Paint.None} />
          without: {spans(noneCount)}
        </li>
      )}
    </ul>
  );
}

function entryName({ service, text }: ColourEntry): string {
  return service === null ? shownText(text) : `${service} ${text === '' ? '(no name)' : text}`;
}

function spans(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'span' : 'spans'}`;
}
