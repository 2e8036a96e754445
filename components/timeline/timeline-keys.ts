import type { Measure } from '@/lib/url/trace-time';
import type { Grouping } from '@/lib/url/trace-view';

/** What a key, a button or the command palette asks of the timeline. */
export type Command =
  | { readonly do: 'move'; readonly rows: number }
  | { readonly do: 'move-page'; readonly pages: 1 | -1 }
  | { readonly do: 'move-end'; readonly end: 'first' | 'last' }
  | { readonly do: 'error' | 'match'; readonly step: 1 | -1 }
  | { readonly do: 'zoom'; readonly factor: number }
  | { readonly do: 'pan'; readonly share: number }
  | { readonly do: 'group'; readonly by: Grouping }
  | { readonly do: 'fold-all' | 'unfold-all' }
  | RowsCommand
  | { readonly do: 'fold' | 'unfold' | 'open' | 'fit' | 'whole' | 'critical' | 'squeeze' | 'clocks' | 'escape' }
  /** Sets the next mark of a measure at the span that has the focus; `edge` left out: its start, then its end. */
  | { readonly do: 'measure'; readonly edge?: 'end' }
  | { readonly do: 'measured'; readonly measure: Measure };

/** What changes which rows there are, see rows-commands.ts. */
export type RowsCommand =
  | { readonly do: 'level'; readonly step: 1 | -1 }
  | { readonly do: 'siblings'; readonly fold: boolean }
  | { readonly do: 'alike' | 'pin' | 'root' | 'leave-root' };

export type KeyInput = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Shown in the list of keys, in this order. */
export const KEY_HELP: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['↑', '↓'], 'Move; also k and j, Page Up and Down, Home and End'],
  [['←', '→'], 'Fold and unfold; to the parent, to the first child'],
  [['[', ']'], 'One level less, one more'],
  [['{', '}'], 'Fold and unfold all siblings'],
  [['a'], 'Like siblings in one row, or one by one'],
  [['p'], 'Pin the span to the top; again: unpin it'],
  [['s'], 'Show only the span and what is below; again: the whole trace'],
  [['Shift', 'F10'], 'What can be done with the row; also the menu key and the right button'],
  [['i'], 'What can be done with the attributes behind the name'],
  [['Enter'], 'Open the details'],
  [['f'], 'Fit the span; again: the whole trace'],
  [['e'], 'Next error; with Shift the one before'],
  [['/'], 'Find in this trace; Enter and Shift Enter there go through the matches'],
  [['n'], 'Next match; with Shift the one before'],
  [['c'], 'Critical path on and off'],
  [['g'], 'Squeeze idle gaps, and back'],
  [['m'], 'Measure: from the start of a span to that of another, or again to its end; with Shift its end'],
  [['+', '−', '0'], 'Zoom in, out, to the whole trace'],
  [['Shift', '←', '→'], 'Pan'],
  [['Esc'], 'Take the measure away, close the details, leave the zoom, then the sub-tree'],
  [['Ctrl', 'K'], 'Commands, pages, spans, traces and orders by name or id; ⌘ K on a Mac'],
  [['?'], 'This list'],
];

const ZOOM_STEP = 1.5;
const PAN_STEP = 0.15;

const KEYS: Readonly<Record<string, Command>> = {
  ArrowDown: { do: 'move', rows: 1 },
  ArrowUp: { do: 'move', rows: -1 },
  j: { do: 'move', rows: 1 },
  k: { do: 'move', rows: -1 },
  PageDown: { do: 'move-page', pages: 1 },
  PageUp: { do: 'move-page', pages: -1 },
  Home: { do: 'move-end', end: 'first' },
  End: { do: 'move-end', end: 'last' },
  ArrowLeft: { do: 'fold' },
  ArrowRight: { do: 'unfold' },
  Enter: { do: 'open' },
  ' ': { do: 'open' },
  f: { do: 'fit' },
  e: { do: 'error', step: 1 },
  n: { do: 'match', step: 1 },
  c: { do: 'critical' },
  a: { do: 'alike' },
  p: { do: 'pin' },
  s: { do: 'root' },
  '[': { do: 'level', step: -1 },
  ']': { do: 'level', step: 1 },
  '{': { do: 'siblings', fold: true },
  '}': { do: 'siblings', fold: false },
  g: { do: 'squeeze' },
  m: { do: 'measure' },
  '+': { do: 'zoom', factor: 1 / ZOOM_STEP },
  '=': { do: 'zoom', factor: 1 / ZOOM_STEP },
  '-': { do: 'zoom', factor: ZOOM_STEP },
  _: { do: 'zoom', factor: ZOOM_STEP },
  '0': { do: 'whole' },
  Escape: { do: 'escape' },
};

const SHIFTED: Readonly<Record<string, Command>> = {
  ArrowLeft: { do: 'pan', share: -PAN_STEP },
  ArrowRight: { do: 'pan', share: PAN_STEP },
  E: { do: 'error', step: -1 },
  N: { do: 'match', step: -1 },
  M: { do: 'measure', edge: 'end' },
};

/** The command of a key, or null where it has none. Keys with ctrl, cmd or alt belong to the browser. */
export function commandOf(input: KeyInput): Command | null {
  if (input.ctrlKey || input.metaKey || input.altKey) return null;
  const table = input.shiftKey && Object.hasOwn(SHIFTED, input.key) ? SHIFTED : KEYS;
  return Object.hasOwn(table, input.key) ? (table[input.key] ?? null) : null;
}
