/**
 * Of some colours the one with the most contrast (WCAG 2) to a background, all as `#rgb` or `#rrggbb`; the first when the
 * background is not written so. There is at least one.
 */
export function readableOn(background: string, inks: readonly string[]): string {
  let best = inks[0] ?? background;
  for (const ink of inks) if (contrast(ink, background) > contrast(best, background)) best = ink;
  return best;
}

/** From 1 to 21; NaN when one of them is not written in hexadecimal. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** WCAG's relative luminance, 0 to 1. */
function luminance(colour: string): number {
  const long = colour.length === 4 ? colour.replaceAll(/[^#]/g, '$&$&') : colour;
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number(`0x${long.slice(at, at + 2)}`) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
