import { fitText } from '@/components/canvas/fit-text';
import { measureText } from '@/components/canvas/measure-text';
import type { Picture } from '@/components/canvas/picture';

/** Of which trace a picture is. */
export interface PictureTitle {
  readonly title: string;
  /** Trace id, time, duration. */
  readonly subtitle: string;
}

export interface PictureStyle {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly border: string;
  readonly font: string;
}

/** In CSS pixels. */
const PADDING = 16;
const TITLE_PX = 18;
const TEXT_PX = 12;
const HEADER = PADDING + TITLE_PX + 10 + TEXT_PX + PADDING;
const CAPTION = TEXT_PX + 2 * 10;

/** How large a picture is with what stands around it. */
export function pictureSize({ width, height, caption }: Picture): { readonly width: number; readonly height: number } {
  return { width, height: HEADER + height + (caption === '' ? 0 : CAPTION) };
}

/**
 * Draws a picture with its title above and its caption below. `context` has the size of {@link pictureSize} times `ratio`
 * and no transform yet.
 */
export function drawPicture(
  context: CanvasRenderingContext2D,
  picture: Picture,
  { title, subtitle }: PictureTitle,
  style: PictureStyle,
  ratio: number,
): void {
  const { width, height, caption } = picture;
  const whole = pictureSize(picture);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = style.background;
  context.fillRect(0, 0, whole.width, whole.height);
  const line = (text: string, px: number, weight: string, colour: string, middle: number) => {
    const font = `${weight} ${px}px ${style.font}`;
    const fitted = fitText(text, width - 2 * PADDING, (part) => measureText(context, font, part));
    context.font = font;
    context.textBaseline = 'middle';
    context.fillStyle = colour;
    context.fillText(fitted, PADDING, middle);
  };
  line(title, TITLE_PX, '600', style.text, PADDING + TITLE_PX / 2);
  line(subtitle, TEXT_PX, '400', style.muted, PADDING + TITLE_PX + 10 + TEXT_PX / 2);
  context.fillStyle = style.border;
  context.fillRect(0, HEADER - 1, width, 1);
  if (caption !== '') line(caption, TEXT_PX, '400', style.muted, HEADER + height + CAPTION / 2);

  context.save();
  context.beginPath();
  context.rect(0, HEADER, width, height);
  context.clip();
  context.translate(0, HEADER);
  picture.draw({ context, width, height, ratio });
  context.restore();
}
