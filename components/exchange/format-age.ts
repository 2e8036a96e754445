const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long ago, in one whole unit and never rounded up: `now`, `12 s`, `3 min`, `5 h`, `2 d`. A time in the future (the
 * server's clock need not be the reader's) is `now`.
 */
export function formatAge(unixNano: string, nowMs: number): string {
  const ms = nowMs - Number(BigInt(unixNano) / 1_000_000n);
  if (ms < SECOND) return 'now';
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} d`;
}
