'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { Splitter } from '@/components/ui/Splitter';
import { useStoredNumber } from '@/components/ui/use-stored-number';

/** Below this width the details lie under it instead of beside it. */
const NARROW = '(max-width: 899px)';

interface DetailPaneProps {
  readonly main: ReactNode;
  /** Null while nothing is selected. */
  readonly detail: ReactNode | null;
}

/** What is looked at, with the details beside or under it, in a size that the reader chooses once. */
export function DetailPane({ main, detail }: DetailPaneProps) {
  const narrow = useSyncExternalStore(subscribe, isNarrow, () => false);
  const [width, setWidth] = useStoredNumber('fillpath.detail.width', 460);
  const [height, setHeight] = useStoredNumber('fillpath.detail.height', 340);
  return (
    <div className={narrow ? 'flex min-h-0 flex-1 flex-col' : 'flex min-h-0 flex-1'}>
      <div className="flex min-h-40 min-w-0 flex-1 flex-col">{main}</div>
      {detail !== null && (
        <>
          <Splitter
            label="Size of the details"
            direction={narrow ? 'column' : 'row'}
            value={narrow ? height : width}
            min={narrow ? 160 : 320}
            max={narrow ? 800 : 1200}
            grows="after"
            onChange={narrow ? setHeight : setWidth}
            className={narrow ? '-my-1' : '-mx-1'}
          />
          <div
            className="flex min-h-0 min-w-0 shrink-0 flex-col"
            style={narrow ? { height, maxHeight: '60%' } : { width, maxWidth: '60%' }}
          >
            {detail}
          </div>
        </>
      )}
    </div>
  );
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

function isNarrow(): boolean {
  return window.matchMedia(NARROW).matches;
}
