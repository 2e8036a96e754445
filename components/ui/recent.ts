/** Something that was looked at: where it is, and what it was called. */
export interface RecentPlace {
  readonly href: string;
  readonly title: string;
  /** An id, in full. */
  readonly detail: string;
}

const STORAGE_KEY = 'fillpath.recent';
const MAX_KEPT = 30;

/** What was looked at, the latest first. Without storage, or with something else in it: nothing. */
export function recentPlaces(): RecentPlace[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isPlace) : [];
  } catch {
    return [];
  }
}

/** Puts a place first, with the name that it has now. Only the latest 30 are kept, in this browser. */
export function rememberPlace({ href, title, detail }: RecentPlace): void {
  const others = recentPlaces().filter((place) => place.href !== href);
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify([{ href, title, detail }, ...others].slice(0, MAX_KEPT)));
  } catch {
    // Storage is forbidden or full: nothing is remembered.
  }
}

/** Only paths of this page: what is in the storage is not trusted to lead elsewhere. */
function isPlace(place: unknown): place is RecentPlace {
  if (typeof place !== 'object' || place === null) return false;
  const { href, title, detail } = place as Record<string, unknown>;
  return typeof href === 'string' && /^\/(?!\/)/.test(href) && typeof title === 'string' && typeof detail === 'string';
}
