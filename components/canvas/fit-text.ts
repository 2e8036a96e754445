/** How wide a text is, in CSS pixels. */
export type Measure = (text: string) => number;

const ELLIPSIS = '…';
/** No column shows more characters than this, and measuring a name of megabytes takes longer than a frame. */
const MAX_MEASURED = 400;

/**
 * As much of `text` as fits into `width`, with an ellipsis where something is missing; '' where not even that fits. Cuts
 * between code points, so that no surrogate is left alone. Calls `measure` O(log length) times.
 */
export function fitText(text: string, width: number, measure: Measure): string {
  const head = text.length > MAX_MEASURED ? text.slice(0, MAX_MEASURED) : text;
  if (head === text && measure(text) <= width) return text;
  let fitting = 0;
  let tooLong = head.length + 1;
  while (tooLong - fitting > 1) {
    const middle = (fitting + tooLong) >>> 1;
    if (measure(head.slice(0, middle) + ELLIPSIS) <= width) fitting = middle;
    else tooLong = middle;
  }
  if (fitting === 0) return measure(ELLIPSIS) <= width ? ELLIPSIS : '';
  const cut = head
    .slice(0, fitting)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
  return cut + ELLIPSIS;
}

/** The same with the ellipsis in the middle, for ids: what tells them apart is at their end. */
export function fitMiddle(text: string, width: number, measure: Measure): string {
  const characters = Array.from(text.slice(0, MAX_MEASURED));
  if (text.length <= MAX_MEASURED && measure(text) <= width) return text;
  const shortened = (kept: number) =>
    characters.slice(0, Math.ceil(kept / 2)).join('') +
    ELLIPSIS +
    characters.slice(characters.length - Math.floor(kept / 2)).join('');
  let fitting = 0;
  let tooLong = characters.length;
  while (tooLong - fitting > 1) {
    const middle = (fitting + tooLong) >>> 1;
    if (measure(shortened(middle)) <= width) fitting = middle;
    else tooLong = middle;
  }
  return measure(shortened(fitting)) <= width ? shortened(fitting) : '';
}

/** Remembers the widths of up to `capacity` texts for the context's current fonts; the oldest half goes when it is full. */
export function cachedMeasure(measure: (font: string, text: string) => number, capacity = 4000) {
  const widths = new Map<string, number>();
  return (font: string, text: string): number => {
    const key = `${font}\n${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    if (widths.size >= capacity) {
      let surplus = capacity / 2;
      for (const old of widths.keys()) {
        if (surplus-- <= 0) break;
        widths.delete(old);
      }
    }
    const width = measure(font, text);
    widths.set(key, width);
    return width;
  };
}
