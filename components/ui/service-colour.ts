export const SERIES_COUNT = 12;

/**
 * Where the hash begins. Found by search, instead of FNV's own value, so that the twelve services of the built-in exchange
 * have a colour each, and those that call one another colours far apart.
 */
const HASH_START = 0x135729;

/**
 * Which of the series colours (1 to 12) a service has: by a hash of its name (FNV-1a, 32 bits), so that it is the same in
 * every view, on every machine, whatever other services there are. Two services may share one: colours never stand alone.
 */
export function serviceSeries(name: string): number {
  let hash = HASH_START;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  // FNV's low bits alone mix short names badly.
  return (((hash ^ (hash >>> 15)) >>> 0) % SERIES_COUNT) + 1;
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

/** The class that gives an element the colour of a service as its background. */
export function serviceBackground(name: string): string {
  return BACKGROUND[serviceSeries(name) - 1] ?? BACKGROUND[0];
}
