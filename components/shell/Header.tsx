import Link from 'next/link';
import { GlobalSearch } from './GlobalSearch';
import { Nav } from './Nav';
import { ThemeSwitch } from './ThemeSwitch';
import { Wordmark } from './Wordmark';

/** The slim bar above every page. */
export function Header() {
  return (
    <header className="sticky top-0 z-40 border-b border-border bg-surface-raised">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:left-3 focus:top-2 focus:z-50 focus:rounded-md focus:bg-accent focus:px-3 focus:py-1 focus:text-accent-contrast"
      >
        Skip to the content
      </a>
      <div className="flex h-12 items-center gap-5 px-4">
        <Link href="/" className="rounded-sm text-text" aria-label="Fillpath, home">
          <Wordmark />
        </Link>
        <Nav />
        <div className="ml-auto flex min-w-0 items-center gap-3">
          <GlobalSearch />
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}
