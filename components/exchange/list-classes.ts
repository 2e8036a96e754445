/** How the two live tables look: rows 30 px high, ruled by hairlines, under a heading that stays in sight. */
export const HEAD =
  'sticky top-0 z-10 h-7 border-b border-border bg-surface px-2 text-left text-xs font-medium whitespace-nowrap text-text-muted first:pl-4 last:pr-4';

export const HEAD_NUMBER = `${HEAD} text-right`;

const ROW =
  'hover:bg-surface-sunken [&>td]:h-7.5 [&>td]:border-b [&>td]:border-border [&>td]:px-2 [&>td]:whitespace-nowrap [&>td:first-child]:pl-4 [&>td:last-child]:pr-4';

const NEW_ROW = `${ROW} animate-arrive`;

/** The class of a row; one whose time is after `openedAtMs`, when the page was opened, draws attention as it arrives. */
export function rowClass(unixNano: string, openedAtMs: number): string {
  return BigInt(unixNano) / 1_000_000n > BigInt(openedAtMs) ? NEW_ROW : ROW;
}
