'use client';

import { lazy, Suspense, useEffect, useState } from 'react';
import { Kbd } from '@/components/ui/Kbd';

const PaletteDialog = lazy(() => import('./PaletteDialog').then((module) => ({ default: module.PaletteDialog })));

/** The button of the command palette and its keys, Ctrl K or ⌘ K. */
export function CommandPalette() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || event.shiftKey || event.altKey || event.ctrlKey === event.metaKey) return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-label="Commands"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        title="Pages, commands, spans, traces (Ctrl K or ⌘ K)"
        onClick={() => setOpen(true)}
        className="flex h-7 shrink-0 items-center rounded-md hover:bg-surface-sunken"
      >
        <Kbd>Ctrl K</Kbd>
      </button>
      {open && (
        <Suspense fallback={null}>
          <PaletteDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
