'use client';

import { Fragment } from 'react';
import { formatCount } from '@/lib/base/units';
import type { LinkNote } from './trace-links';

interface LinkNotesProps {
  readonly notes: readonly LinkNote[];
  readonly onShow: (span: number) => void;
}

/** That a trace hangs together with others. Each note leads to the first span that says so, with its links open. */
export function LinkNotes({ notes, onShow }: LinkNotesProps) {
  if (notes.length === 0) return null;
  return (
    <p className="shrink-0 text-sm">
      {notes.map(({ text, span, spanCount }, index) => (
        <Fragment key={text}>
          {index > 0 && <span className="text-text-muted"> · </span>}
          <button
            type="button"
            onClick={() => onShow(span)}
            title={
              spanCount === 1
                ? 'Show the links'
                : `Added up over ${formatCount(spanCount)} spans of this trace. Show the links of the first`
            }
            className="rounded-sm text-accent hover:underline"
          >
            {index === 0 ? text : text.charAt(0).toLowerCase() + text.slice(1)}
          </button>
        </Fragment>
      ))}
    </p>
  );
}
