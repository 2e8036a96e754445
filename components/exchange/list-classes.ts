/** How the two live tables look: rows 30 px high, ruled by hairlines, under a heading that stays in sight. */
export const HEAD =
  'sticky top-0 z-10 h-7 border-b border-border bg-surface px-2 text-left text-xs font-medium whitespace-nowrap text-text-muted first:pl-4 last:pr-4';

export const HEAD_NUMBER = `${HEAD} text-right`;

const ROW =
  'hover:bg-surface-sunken [&>td]:h-7.5 [&>td]:border-b [&>td]:border-border [&>td]:px-2 [&>td]:whitespace-nowrap [&>td:first-child]:pl-4 [&>td:last-child]:pr-4';

const NEW_ROW = `${ROW} animate-arrive`;

/** So many rows within so much time are a torrent: nobody follows them one by one. Those of one click are fewer. */
const TORRENT_ROWS = 20;
const TORRENT_NANOS = 10_000_000_000n;

/**
 * From when on rows are new, in ms: since the page was opened, but never while they come in so fast that drawing attention to
 * each would only flicker. `unixNanos` are the times of the rows, newest first.
 */
export function newAfterMs(unixNanos: readonly string[], openedAtMs: number): number {
  const [newest, earlier] = [unixNanos[0], unixNanos[TORRENT_ROWS - 1]];
  const isTorrent = newest && earlier && BigInt(newest) - BigInt(earlier) < TORRENT_NANOS;
  return isTorrent ? Number.MAX_SAFE_INTEGER : openedAtMs;
}

/** The class of a row; one whose time is after `openedAtMs`, when the page was opened, draws attention as it arrives. */
export function rowClass(unixNano: string, openedAtMs: number): string {
  return BigInt(unixNano) / 1_000_000n > BigInt(openedAtMs) ? NEW_ROW : ROW;
}
