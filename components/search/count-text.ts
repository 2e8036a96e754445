import { formatCount } from '@/lib/base/units';

/** `1 span`, `1,200 spans`. */
export function countText(count: number, what: string, plural = `${what}s`): string {
  return `${formatCount(count)} ${count === 1 ? what : plural}`;
}
