import { cachedMeasure } from './fit-text';

/** One measuring cache for the page: the same names come in every frame. */
let measuring: CanvasRenderingContext2D | null = null;
const textWidth = cachedMeasure((font, text) => {
  if (measuring !== null) measuring.font = font;
  return measuring?.measureText(text).width ?? 0;
});

/** The width of a text in a font, in CSS pixels. */
export function measureText(context: CanvasRenderingContext2D, font: string, text: string): number {
  measuring = context;
  const previous = context.font;
  const width = textWidth(font, text);
  context.font = previous;
  return width;
}
