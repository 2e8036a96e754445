/** Sizes that follow the root's font, in CSS pixels. */
export interface Metrics {
  readonly rowHeight: number;
  readonly barHeight: number;
  /** The bar of a span within the heading of its service. */
  readonly laneBarHeight: number;
  readonly indent: number;
  readonly fontPx: number;
  readonly smallFontPx: number;
  readonly glyph: number;
  readonly padding: number;
}

/** The sizes for a root font of so many pixels. */
export function metricsFor(rootFontPx: number): Metrics {
  const rem = (size: number) => Math.round(size * rootFontPx);
  return {
    rowHeight: rem(1.5),
    // Room for a label above the line of the critical path.
    barHeight: rem(0.875),
    laneBarHeight: rem(0.375),
    indent: rem(0.875),
    fontPx: 0.8125 * rootFontPx,
    smallFontPx: 0.6875 * rootFontPx,
    glyph: rem(0.75),
    padding: rem(0.5),
  };
}

/** Where the parts of a name lie in its column, in CSS pixels from the column's left edge. */
export interface NameLayout {
  /** The left edge of the box of the fold mark, as wide as an indent. */
  readonly foldX: number;
  /** The service's colour. */
  readonly chipX: number;
  readonly textX: number;
  /** Of one level, in CSS pixels. */
  readonly indent: number;
  /** The levels that are drawn as indentation; deeper rows are set no further in and carry their depth as a number. */
  readonly drawnDepth: number;
  readonly tooDeep: boolean;
}

/** Indentation takes at most this share of the column, so that names stay legible at any depth. */
const MAX_INDENT_SHARE = 0.35;
/** Narrower than this, levels cannot be told apart. */
const MIN_INDENT_PX = 5;

/**
 * The indentation of one level: the usual one, or less in a trace that is so deep (`maxDepth` levels, folded ones
 * included, so that folding moves nothing sideways) that its names would have no room.
 */
export function indentFor(maxDepth: number, columnWidth: number, { indent }: Metrics): number {
  const fitting = Math.floor((columnWidth * MAX_INDENT_SHARE) / Math.max(1, maxDepth));
  return Math.max(MIN_INDENT_PX, Math.min(indent, fitting));
}

export function layoutName(depth: number, maxDepth: number, columnWidth: number, metrics: Metrics): NameLayout {
  const indent = indentFor(maxDepth, columnWidth, metrics);
  const levels = Math.max(0, Math.floor((columnWidth * MAX_INDENT_SHARE) / indent));
  const drawnDepth = Math.min(depth, levels);
  const foldX = metrics.padding / 2 + drawnDepth * indent;
  const chipX = foldX + metrics.indent + 2;
  return { foldX, chipX, textX: chipX + 8, indent, drawnDepth, tooDeep: depth > levels };
}

/** Whether a point of the names column, from its left edge, is on the fold mark of a row that is laid out so. */
export function isOnFold(x: number, { foldX }: NameLayout, metrics: Metrics): boolean {
  // A little more than is drawn: small targets are hard to hit.
  return x >= foldX - metrics.padding / 2 && x < foldX + metrics.indent + 2;
}
