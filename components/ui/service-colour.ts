export const SERIES_COUNT = 12;

/**
 * Where the hash begins. Found by search, instead of FNV's own value, so that no two services of the built-in exchange that
 * occur in one trace, or in the life of one order, prefer the same colour.
 */
const HASH_START = 0x105e5b;

/** Gives a service one of the series colours, 1 to 12. */
export type SeriesOf = (service: string) => number;

/**
 * The series colour that a service prefers: by a hash of its name (FNV-1a, 32 bits), so that it is the same in every view, on
 * every machine. Services that have nothing to do with one another may prefer the same: colours never stand alone.
 */
export const serviceSeries: SeriesOf = (service) => {
  let hash = HASH_START;
  for (let index = 0; index < service.length; index++) {
    hash = Math.imul(hash ^ service.charCodeAt(index), 0x01000193);
  }
  // FNV's low bits alone mix short names badly.
  return (((hash ^ (hash >>> 15)) >>> 0) % SERIES_COUNT) + 1;
};

/**
 * The colours of services that are seen together, those of a trace: no two share one while there are free ones. Of those that
 * prefer the same, the first by name has it, and each other one the next that nobody prefers or has; when all are taken it has
 * the one that it prefers. So the colours depend on which services there are, not on their order, and a service keeps the
 * colour that it has everywhere unless it collides.
 *
 *     prefer    a: 3   b: 3   c: 4   d: 12   e: 12
 *     have      a: 3   b: 5   c: 4   d: 12   e: 1
 *
 * A service that is not among them has the colour that it prefers.
 */
export function seriesAmong(services: Iterable<string>): SeriesOf {
  const names = [...new Set(services)].sort();
  const series = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of names) {
    const preferred = serviceSeries(name);
    if (taken.has(preferred)) continue;
    taken.add(preferred);
    series.set(name, preferred);
  }
  for (const name of names) {
    if (series.has(name)) continue;
    const free = nextFree(serviceSeries(name), taken);
    taken.add(free);
    series.set(name, free);
  }
  return (service) => series.get(service) ?? serviceSeries(service);
}

/** The first after `series`, all around, that is not taken; `series` itself when all are. */
function nextFree(series: number, taken: ReadonlySet<number>): number {
  for (let step = 0; step < SERIES_COUNT; step++) {
    const candidate = ((series - 1 + step) % SERIES_COUNT) + 1;
    if (!taken.has(candidate)) return candidate;
  }
  return series;
}

/** The token of a series, for canvas code that reads it from the computed style: `--color-series-3`. */
export function seriesToken(series: number): string {
  return `--color-series-${series}`;
}

// Written out, because Tailwind keeps only the class names that it finds in the source.
const BACKGROUND = [
  'bg-series-1',
  'bg-series-2',
  'bg-series-3',
  'bg-series-4',
  'bg-series-5',
  'bg-series-6',
  'bg-series-7',
  'bg-series-8',
  'bg-series-9',
  'bg-series-10',
  'bg-series-11',
  'bg-series-12',
] as const;

/** The class that gives an element the colour of a series as its background. */
export function seriesBackground(series: number): string {
  return BACKGROUND[series - 1] ?? BACKGROUND[0];
}
