import type { ExchangeFeed } from '@/lib/api/exchange-contract';

/** The further the connection is, the fuller the circle; a cross when there is none. */
const MARK: Readonly<Record<ExchangeFeed['state'], { label: string; className: string; path: string; fill?: string }>> =
  {
    connecting: { label: 'Connecting', className: 'text-warning', path: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z' },
    connected: {
      label: 'Connected',
      className: 'text-warning',
      path: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
      fill: 'M6 6V1.5A4.5 4.5 0 0 1 10.5 6z',
    },
    authenticated: {
      label: 'Authenticated',
      className: 'text-warning',
      path: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
      fill: 'M6 1.5a4.5 4.5 0 0 1 0 9z',
    },
    subscribed: {
      label: 'Subscribed',
      className: 'text-ok',
      path: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
      fill: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
    },
    disconnected: { label: 'Disconnected', className: 'text-error', path: 'M2.5 2.5l7 7M9.5 2.5l-7 7' },
  };

/** The state of a feed: a shape and a word. */
export function FeedStateMark({ state }: { readonly state: ExchangeFeed['state'] }) {
  const { label, className, path, fill } = MARK[state];
  return (
    <span className={`inline-flex items-center gap-1.5 text-xs font-normal whitespace-nowrap ${className}`}>
      <svg
        viewBox="0 0 12 12"
        className="size-2.5 shrink-0"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        aria-hidden="true"
      >
        <path d={path} />
        {fill !== undefined && <path d={fill} fill="currentColor" stroke="none" />}
      </svg>
      {label}
    </span>
  );
}
