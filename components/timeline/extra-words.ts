import { type Colouring, colourText } from './colouring';
import type { SpanEvents } from './span-events';
import { type SpanValues, valueOf } from './span-values';

/** What rows show besides what the trace itself has for all of them. */
export interface RowExtras {
  /** What the colours mean; by service until that of another wish is there. */
  readonly colouring: Colouring;
  /** The attributes behind the names, as far as their values have come. */
  readonly pills: readonly SpanValues[];
  /** Events that are marked on the bars, as far as they have come. */
  readonly events: SpanEvents;
}

/**
 * How attributes are named on pills: '' for the only one, else the last part of the key (`side`), where others end alike what
 * is before it (`order` of `order.id`), and the whole key where that is the same, too.
 */
export function pillNames(keys: readonly string[]): string[] {
  if (keys.length === 1) return [''];
  const named = keys.map((key) => {
    const dot = key.lastIndexOf('.');
    return [key.slice(dot + 1), key.slice(0, Math.max(0, dot)), key];
  });
  const isOwn = (name: string) => name !== '' && named.filter((names) => names.includes(name)).length === 1;
  return keys.map((key, i) => named[i]?.find(isOwn) ?? key);
}

/** A span's attribute with a value. */
export interface PillValue {
  readonly key: string;
  readonly value: string;
}

/** The attributes behind a span's name: those that it has. */
export function pillsOf({ pills }: RowExtras, span: number): PillValue[] {
  const found: PillValue[] = [];
  for (const each of pills) {
    const value = valueOf(each, span);
    if (value !== null) found.push({ key: each.key, value });
  }
  return found;
}

/** A text that may be empty, as it is shown. */
export function shownText(text: string): string {
  return text === '' ? '(empty)' : text;
}

/** What colour and pills say about a span, in words. What the row says already (service, operation) is not said again. */
export function extraWords(extras: RowExtras, span: number): string[] {
  const { colouring } = extras;
  const pills = pillsOf(extras, span);
  const words = pills.map(({ key, value }) => `${key} ${shownText(value)}`);
  if (colouring.by === 'status') return [`Status ${colourText(colouring, span)}`, ...words];
  if (typeof colouring.by === 'string') return words;
  const { attribute } = colouring.by;
  if (pills.some(({ key }) => key === attribute)) return words;
  const text = colourText(colouring, span);
  return [text === null ? `No ${attribute}` : `${attribute} ${shownText(text)}`, ...words];
}
