/** Which attributes the rows of a trace show beside the names of spans. */
export interface TracePillsView {
  /** Attribute keys in the order in which they are shown, each once, at most {@link MAX_PILLS}. */
  readonly pills: readonly string[];
}

/** The ids of orders: what one looks for in the traces of a trading system. */
export const DEFAULT_TRACE_PILLS: TracePillsView = { pills: ['order.id'] };

/** More do not fit a row; as few also keep the URL short. */
export const MAX_PILLS = 8;
/** In UTF-16 code units. No longer key is stored. */
export const MAX_PILL_KEY = 256;

/** The part of a URL that says which attributes are shown: `pills=a&pills=b`, and `pills=` for none. */
export function parseTracePills(params: URLSearchParams): TracePillsView {
  const given = params.getAll('pills');
  const pills = [...new Set(given)].filter(isKey).slice(0, MAX_PILLS);
  const none = given.length === 1 && given[0] === '';
  return pills.length > 0 || none ? { pills } : DEFAULT_TRACE_PILLS;
}

/** Writes the part of `view` that is not the default into `params`. */
export function writeTracePills(params: URLSearchParams, { pills }: TracePillsView): void {
  const defaults = DEFAULT_TRACE_PILLS.pills;
  if (pills.length === defaults.length && pills.every((key, i) => key === defaults[i])) return;
  if (pills.length === 0) params.set('pills', '');
  for (const key of pills) params.append('pills', key);
}

/** The keys with `key` added at the end, or taken away if it is there. The same when there are {@link MAX_PILLS} already. */
export function togglePill(pills: readonly string[], key: string): readonly string[] {
  if (pills.includes(key)) return pills.filter((each) => each !== key);
  return pills.length < MAX_PILLS && isKey(key) ? [...pills, key] : pills;
}

function isKey(key: string): boolean {
  return key !== '' && key.length <= MAX_PILL_KEY;
}
