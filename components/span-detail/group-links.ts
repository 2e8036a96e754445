import type { LinkDetail } from '@/lib/api/contract';

/** Links whose other ends are spans of the same operation. */
export interface LinkGroup {
  /** Null for spans that are not stored, whatever they were. */
  readonly operation: { readonly service: string; readonly name: string } | null;
  readonly links: readonly LinkDetail[];
}

/** Up to so many links of one direction are all shown at once; of more, only those of the first group. */
export const ALL_OPEN_UP_TO = 11;

/** Links by service and operation; groups, and the links of each, in the order in which they came. */
export function groupLinks(links: readonly LinkDetail[]): LinkGroup[] {
  const groups = new Map<string, { operation: LinkGroup['operation']; links: LinkDetail[] }>();
  for (const link of links) {
    const { target } = link;
    const operation = target === null ? null : { service: target.service, name: target.name };
    // As JSON, because a name may hold any separator.
    const key = JSON.stringify(operation);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { operation, links: [link] });
    else group.links.push(link);
  }
  return [...groups.values()];
}
