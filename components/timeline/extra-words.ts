import { type Colouring, colourText } from './colouring';
import { type SpanValues, valueOf } from './span-values';

/** What rows show besides what the trace itself has for all of them. */
export interface RowExtras {
  /** What the colours mean; by service until that of another wish is there. */
  readonly colouring: Colouring;
  /** The attributes behind the names, as far as their values have come. */
  readonly pills: readonly SpanValues[];
}

/** How an attribute is named on pills: '' for the only one, else its last part, or the whole where two end alike. */
export function pillNames(keys: readonly string[]): string[] {
  if (keys.length === 1) return [''];
  const last = keys.map((key) => key.slice(key.lastIndexOf('.') + 1));
  return keys.map((key, i) => (last.filter((each) => each === last[i]).length === 1 ? (last[i] as string) : key));
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
