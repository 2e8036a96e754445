'use client';

import Form from 'next/form';
import { usePathname } from 'next/navigation';
import { Icon } from '@/components/ui/Icon';
import { Kbd } from '@/components/ui/Kbd';
import { useSearchHotkey } from './use-search-hotkey';

/** The search box of the header. The search page has a larger one of its own, so there this one gives way. */
export function GlobalSearch() {
  useSearchHotkey();
  if (usePathname() === '/search') return null;
  return (
    <Form action="/search" role="search" className="relative w-72 min-w-0 max-md:flex-1 2xl:w-96">
      <Icon name="search" className="pointer-events-none absolute left-2 top-1.5 text-text-muted" />
      <input
        type="search"
        name="q"
        data-search-focus=""
        aria-label="Search traces"
        aria-keyshortcuts="/"
        placeholder="Order id, trace id or query"
        autoComplete="off"
        spellCheck={false}
        className="h-7 w-full rounded-md border border-border-strong bg-surface pl-8 pr-8 text-sm placeholder:text-text-muted"
      />
      <Kbd className="pointer-events-none absolute right-1.5 top-1">/</Kbd>
    </Form>
  );
}
