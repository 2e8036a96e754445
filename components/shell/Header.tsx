import Link from 'next/link';
import type { ReactNode } from 'react';
import { GlobalSearch } from './GlobalSearch';
import { Nav } from './Nav';
import { ThemeSwitch } from './ThemeSwitch';
import { Wordmark } from './Wordmark';

/** The slim bar above every page; on a narrow screen two of them, which scroll away. */
export function Header({ commands }: { readonly commands: ReactNode }) {
  return (
    <header className="z-40 border-b border-border bg-surface-raised md:sticky md:top-0">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:left-3 focus:top-2 focus:z-50 focus:rounded-md focus:bg-accent focus:px-3 focus:py-1 focus:text-accent-contrast"
      >
        Skip to the content
      </a>
      <div className="flex min-h-12 flex-wrap items-center gap-x-3 px-4 max-md:pt-2 md:h-12 md:flex-nowrap md:gap-x-5">
        <Link href="/" prefetch={false} className="rounded-sm text-text" aria-label="Fillpath, home">
          <Wordmark />
        </Link>
        <Nav />
        <div className="ml-auto flex min-w-0 items-center justify-end gap-3 max-md:flex-1">
          <GlobalSearch />
          {commands}
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}
