/** Where a pill lies in the names column, in CSS pixels from its left edge. */
export interface PillPlace {
  /** Which of the pills; -1 for the one that counts those without room. */
  readonly pill: number;
  readonly x: number;
  readonly width: number;
}

export interface PillMetrics {
  /** Between two pills, and between the name and the first. */
  readonly gap: number;
  /** Narrower than this a pill says nothing. */
  readonly minWidth: number;
  /** Of a pill that counts those without room. */
  readonly countWidth: number;
}

/** The share of a row's text that pills may take from a long name. */
const MAX_SHARE = 0.4;

/**
 * How much of the `room` for a name and the pills behind it the pills have, the gap before them included: what they want where the
 * name leaves it, else what the name leaves, but not less than a good part of the room, so that neither pushes the other out.
 */
export function pillsRoom(
  nameWidth: number,
  pillWidths: readonly number[],
  room: number,
  { gap }: PillMetrics,
): number {
  const wanted = pillWidths.reduce((sum, width) => sum + gap + width, 0);
  return Math.max(0, Math.min(wanted, Math.max(room - nameWidth, room * MAX_SHARE)));
}

/**
 * Places pills from `left` on, before `right`: each as wide as it wants. The last that has room is narrowed; one more says
 * how many have none. No pill is narrower than `minWidth`, unless it wants to be.
 */
export function layoutPills(
  widths: readonly number[],
  left: number,
  right: number,
  { gap, minWidth, countWidth }: PillMetrics,
): PillPlace[] {
  const places: PillPlace[] = [];
  let x = left + gap;
  for (const [pill, width] of widths.entries()) {
    const later = pill < widths.length - 1 ? gap + countWidth : 0;
    const fits = restFits(widths, pill, x, right, gap);
    const room = right - x - (fits ? 0 : later);
    if (room < Math.min(width, minWidth)) {
      if (right - x >= countWidth) places.push({ pill: -1, x, width: countWidth });
      break;
    }
    places.push({ pill, x, width: Math.min(width, room) });
    x += Math.min(width, room) + gap;
  }
  return places;
}

/** Whether the pills from `pill` on all have as much room as they want. */
function restFits(widths: readonly number[], pill: number, x: number, right: number, gap: number): boolean {
  let end = x - gap;
  for (let i = pill; i < widths.length; i++) end += gap + (widths[i] as number);
  return end <= right;
}
