import type { Picture } from '@/components/canvas/picture';
import { FillpathError } from '@/lib/base/errors';
import { drawPicture, type PictureTitle, pictureSize } from './draw-picture';
import { saveFile } from './save-file';

/** Device pixels a CSS pixel, whatever the screen has: sharp where it is shown elsewhere. */
const RATIO = 2;

/** Saves a picture as PNG, in the colours that the page has now. @throws FillpathError when the browser makes none */
export async function savePicture(picture: Picture, title: PictureTitle, fileName: string): Promise<void> {
  const canvas = document.createElement('canvas');
  const { width, height } = pictureSize(picture);
  canvas.width = Math.round(width * RATIO);
  canvas.height = Math.round(height * RATIO);
  const context = canvas.getContext('2d');
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const colours = {
    background: token('--color-surface-raised'),
    text: token('--color-text'),
    muted: token('--color-text-muted'),
    border: token('--color-border'),
    font: token('--font-sans'),
  };
  if (context !== null) drawPicture(context, picture, title, colours, RATIO);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (context === null || blob === null) {
    throw new FillpathError(
      'unavailable',
      `The browser could not make a picture of ${canvas.width} × ${canvas.height} pixels. Make the window smaller and try again.`,
    );
  }
  saveFile([blob], fileName, 'image/png');
}
