'use client';

import { StatusMark } from '@/components/ui/StatusMark';
import type { OddityNote } from './oddity-notes';

interface OddityListProps {
  readonly notes: readonly OddityNote[];
  readonly onShow: (span: number) => void;
}

/** What is odd about the trace. Each sentence leads to the first span that it is about. */
export function OddityList({ notes, onShow }: OddityListProps) {
  if (notes.length === 0) return null;
  return (
    <ul aria-label="Oddities" className="flex flex-wrap gap-x-5 gap-y-0.5 border-b border-border px-4 py-1">
      {notes.map(({ text, span }) => (
        <li key={text}>
          <button
            type="button"
            onClick={() => onShow(span)}
            title="Show the first such span"
            className="flex items-baseline gap-1.5 rounded-sm text-left text-sm text-text-muted hover:text-text hover:underline"
          >
            <StatusMark status="warning" label="" className="translate-y-px" />
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}
