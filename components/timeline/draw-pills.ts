import { fitMiddle } from '@/components/canvas/fit-text';
import { measureText } from '@/components/canvas/measure-text';
import { type PillValue, pillNames, pillsOf, shownText } from './extra-words';
import { layoutPills, type PillMetrics, pillsRoom } from './layout-pills';
import type { Palette } from './palette';
import type { Scene } from './scene';

/** Where a pill was drawn, for a pointer; in CSS pixels of the rows. */
export interface PillBox {
  readonly row: number;
  /** Null: the pill that counts those without room. */
  readonly pill: PillValue | null;
  readonly left: number;
  readonly right: number;
}

/** The pills of a row, and how wide they want to be. */
export interface RowPills {
  readonly values: readonly PillValue[];
  readonly labels: readonly string[];
  readonly widths: readonly number[];
}

const INNER_PX = 5;
const MAX_PX = 180;
/** Values of up to 256 characters come; nobody sees more of them than this. */
const MAX_CHARACTERS = 40;
/** Of a row without any. */
export const NO_PILLS: RowPills = { values: [], labels: [], widths: [] };

function pillMetrics({ metrics }: Palette): PillMetrics {
  return { gap: 4, minWidth: 3 * metrics.glyph, countWidth: 2 * metrics.glyph };
}

/** The pills of a span and their widths. */
export function measurePills(context: CanvasRenderingContext2D, scene: Scene, span: number): RowPills {
  const { extras, palette } = scene;
  if (extras.pills.length === 0) return NO_PILLS;
  const values = pillsOf(extras, span);
  if (values.length === 0) return NO_PILLS;
  const names = pillNames(extras.pills.map(({ key }) => key));
  const font = fontOf(palette);
  const labels = values.map(({ key, value }) => {
    const name = names[extras.pills.findIndex((each) => each.key === key)] ?? '';
    return `${name === '' ? '' : `${name} `}${shownText(value.slice(0, MAX_CHARACTERS))}`;
  });
  const widths = labels.map((label) => Math.min(MAX_PX, Math.ceil(measureText(context, font, label)) + 2 * INNER_PX));
  return { values, labels, widths };
}

/** How much of the room for a name and pills the pills have, of a name that wants to be `nameWidth` wide. */
export function roomForPills({ palette }: Scene, { widths }: RowPills, nameWidth: number, room: number): number {
  return pillsRoom(nameWidth, widths, room, pillMetrics(palette));
}

/** Draws the pills of a row behind its text, and remembers where. */
export function drawPills(
  context: CanvasRenderingContext2D,
  scene: Scene,
  pills: RowPills,
  { row, left, right, middle }: { row: number; left: number; right: number; middle: number },
): void {
  const { palette } = scene;
  const { metrics } = palette;
  const height = metrics.barHeight + 2;
  const font = fontOf(palette);
  for (const { pill, x, width } of layoutPills(pills.widths, left, right, pillMetrics(palette))) {
    context.beginPath();
    context.roundRect(x + 0.5, middle - height / 2 + 0.5, width - 1, height - 1, height / 2);
    context.fillStyle = palette.sunken;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = palette.border;
    context.stroke();
    const label = pills.labels[pill] ?? `+${pills.values.length - shownBefore(scene, row)}`;
    const text = fitMiddle(label, width - 2 * INNER_PX, (part) => measureText(context, font, part));
    context.font = font;
    context.fillStyle = palette.text;
    context.fillText(text, x + INNER_PX, middle + 0.5);
    scene.pillBoxes.push({ row, pill: pills.values[pill] ?? null, left: x, right: x + width });
  }
}

/** How many pills of a row were drawn already. */
function shownBefore({ pillBoxes }: Scene, row: number): number {
  return pillBoxes.filter((box) => box.row === row).length;
}

function fontOf({ metrics, font }: Palette): string {
  return `${metrics.smallFontPx}px ${font}`;
}
