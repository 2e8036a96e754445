'use client';

import type { ReactNode } from 'react';
import { useDetailSide } from '@/components/span-detail/use-detail-side';
import { cx } from '@/components/ui/cx';
import { Splitter } from '@/components/ui/Splitter';
import { useStoredNumber } from '@/components/ui/use-stored-number';

interface DetailPaneProps {
  readonly main: ReactNode;
  /** Null while nothing is selected. */
  readonly detail: ReactNode | null;
}

/**
 * What is looked at, with the details beside or under it, in a size that the reader chooses once. On a phone the two do not fit
 * on the screen: each keeps a height that can be used, and the page scrolls.
 */
export function DetailPane({ main, detail }: DetailPaneProps) {
  const below = useDetailSide().side === 'bottom';
  const [width, setWidth] = useStoredNumber('fillpath.detail.width', 460);
  const [height, setHeight] = useStoredNumber('fillpath.detail.height', 340);
  return (
    <div className={below ? 'flex min-h-0 flex-1 flex-col' : 'flex min-h-0 flex-1'}>
      <div className={cx('flex min-h-40 min-w-0 flex-1 flex-col', detail !== null && 'max-md:min-h-[32rem]')}>
        {main}
      </div>
      {detail !== null && (
        <>
          <Splitter
            label="Size of the details"
            direction={below ? 'column' : 'row'}
            value={below ? height : width}
            min={below ? 160 : 320}
            max={below ? 800 : 1200}
            grows="after"
            onChange={below ? setHeight : setWidth}
            className={below ? '-my-1' : '-mx-1'}
          />
          <div
            className={cx('flex min-h-0 min-w-0 shrink-0 flex-col', below ? 'md:max-h-3/5' : 'max-w-3/5')}
            style={below ? { height } : { width }}
          >
            {detail}
          </div>
        </>
      )}
    </div>
  );
}
