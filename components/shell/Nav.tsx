'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { PAGES } from '@/components/ui/pages';

/** A trace is one of search's results, so its page belongs to Search. */
function isCurrent(href: string, pathname: string): boolean {
  if (href === '/') return pathname === '/';
  return pathname.startsWith(href) || (href === '/search' && pathname.startsWith('/traces/'));
}

export function Nav() {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Pages"
      className="flex items-stretch gap-1 max-md:order-last max-md:-mx-2 max-md:h-10 max-md:w-[calc(100%+1rem)] max-md:overflow-x-auto md:h-full"
    >
      {PAGES.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          // Every page is made for its reader (the nonce), so there is nothing to fetch ahead but more requests.
          prefetch={false}
          aria-current={isCurrent(href, pathname) ? 'page' : undefined}
          className="flex items-center border-b-2 border-transparent px-2.5 pt-0.5 text-text-muted focus-visible:-outline-offset-2 hover:text-text aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
