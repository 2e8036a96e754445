'use client';

import { useEffect, useRef, useState } from 'react';
import type { TraceViewStore } from '@/components/timeline/view-store';
import { Button } from '@/components/ui/Button';
import { useCommandSource } from '@/components/ui/command-source';
import { Icon } from '@/components/ui/Icon';
import { TextInput } from '@/components/ui/TextInput';
import { formatCount } from '@/lib/base/units';
import { leftOutOfUrl } from '@/lib/url/trace-view';
import { copyText } from './copy-text';

const SHOWN_MS = 4000;

interface ShareButtonProps {
  readonly store: TraceViewStore;
  /** Brings the URL up to date. */
  readonly flush: () => void;
}

/** Copies the URL, which holds everything that one sees. Where the clipboard is closed it shows the URL to be copied by hand. */
export function ShareButton({ store, flush }: ShareButtonProps) {
  const [shared, setShared] = useState<{ url: string; copied: boolean; leftOut: number } | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (shared === null) return;
    if (!shared.copied) {
      field.current?.select();
      return;
    }
    const timer = setTimeout(() => setShared(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shared]);
  const share = async () => {
    flush();
    const url = window.location.href;
    setShared({ url, copied: await copyText(url), leftOut: leftOutOfUrl(store.getState()) });
  };
  useCommandSource({ commands: () => [{ title: 'Share: copy a link to this view', run: () => void share() }] });
  return (
    <div className="flex min-w-0 items-center gap-2">
      <p role="status" className="min-w-0 text-right text-xs text-text-muted empty:-mr-2">
        {shared?.copied && 'Link copied. It opens what you see.'}
        {shared !== null &&
          shared.leftOut > 0 &&
          ` ${formatCount(shared.leftOut)} of the rows that were folded one by one did not fit into it.`}
        {shared?.copied === false && 'The clipboard is not available: copy the link here.'}
      </p>
      {shared?.copied === false && (
        <TextInput ref={field} readOnly aria-label="Link to this view" value={shared.url} className="h-7 w-64" />
      )}
      <Button size="sm" onClick={() => void share()}>
        <Icon name={shared?.copied ? 'check' : 'share'} className="size-3.5" />
        Share
      </Button>
    </div>
  );
}
