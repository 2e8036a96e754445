/** The pages that one can go to from everywhere. */
export const PAGES = [
  { href: '/', label: 'Live' },
  { href: '/search', label: 'Search' },
  { href: '/latency', label: 'Latency' },
  { href: '/services', label: 'Services' },
  { href: '/exchange', label: 'Exchange' },
] as const;
