import { describe, expect, it } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { DEFAULT_TRACE_VIEW, type TraceView } from '@/lib/url/trace-view';
import { layoutRows, type RowTarget, rowOf, runHead, runTarget } from './layout-rows';
import { rowFacts } from './row-facts';
import { revealAnywhere } from './rows-commands';
import { runCommand, spanIdAt } from './run-command';
import type { Command } from './timeline-keys';
import { timelineModel } from './timeline-model';

const MODEL = timelineModel(
  traceFromText(`
    gateway:order 0-100
      wallet:reserve 5-60
        db:read 10-12
        db:read 20-21
        db:read 30-34
        db:read 40-41
        db:read 50-52
      engine:match 61-90
        engine:book 62-70
          engine:level 63-64
      audit:log 95-96
  `),
);

function named(name: string): number {
  const { names } = MODEL.trace;
  return names.codes.findIndex((code) => names.values[code] === name);
}
const idOf = (name: string) => spanIdAt(MODEL, named(name));

/** A timeline without a screen: its rows as text, the focus, and what was said last. */
function timeline(start: Partial<TraceView> = {}, focus: RowTarget | null = named('order')) {
  let view: TraceView = { ...DEFAULT_TRACE_VIEW, ...start };
  let active = focus;
  const said: string[] = [];
  const text = (target: RowTarget) => rowFacts(MODEL, target, 0).name;
  return {
    run(...commands: Command[]) {
      for (const command of commands) {
        runCommand(command, {
          model: MODEL,
          rows: layoutRows(MODEL, view),
          view,
          active,
          found: null,
          stepped: () => {},
          pageRows: 3,
          setActive: (target) => (active = target),
          setView: (change) => (view = { ...view, ...change }),
          announce: (words) => said.push(words),
        });
      }
      return this;
    },
    get rows() {
      return Array.from(layoutRows(MODEL, view).targets, text);
    },
    get view() {
      return view;
    },
    get focus() {
      return active;
    },
    said,
  };
}

const FOLDED = ['order', 'reserve', '5 × read', 'match', 'book', 'level', 'log'];
const less: Command = { do: 'level', step: -1 };
const more: Command = { do: 'level', step: 1 };

describe('a row of like siblings', () => {
  it('unfolds to the right, is the parent of its spans, and folds to the left', () => {
    const opened = timeline({}, runTarget(named('read'))).run({ do: 'unfold' });
    expect(opened.rows.slice(2, 8)).toEqual(['5 × read', ...Array.from({ length: 5 }, () => 'read')]);
    opened.run({ do: 'unfold' });
    expect(opened.focus).toBe(named('read'));
    opened.run({ do: 'move', rows: 1 }, { do: 'fold' });
    expect(runHead(opened.focus as number)).toBe(named('read'));
    expect(opened.run({ do: 'fold' }).rows).toEqual(FOLDED);
  });

  it('opens with Enter, and is gone when like siblings are shown one by one', () => {
    const head = timeline({}, runTarget(named('read')));
    expect(head.run({ do: 'open' }).rows).toHaveLength(12);
    const apart = head.run({ do: 'alike' });
    expect(apart.rows).toHaveLength(11);
    expect(rowOf(layoutRows(MODEL, apart.view), apart.focus as number)).toBe(2);
    expect(apart.said).toEqual(['Like siblings are shown one by one']);
  });
});

describe('levels', () => {
  it('go one by one, from all to the roots and back', () => {
    const stepped = timeline().run(less);
    expect(stepped.rows).toEqual(['order', 'reserve', '5 × read', 'match', 'book', 'log']);
    expect(stepped.run(less).rows).toEqual(['order', 'reserve', 'match', 'log']);
    expect(stepped.run(less, less).rows).toEqual(['order']);
    expect(stepped.run(more, more, more, more).rows).toEqual(FOLDED);
    expect(stepped.said).toEqual([
      '3 of 4 levels are shown',
      '2 of 4 levels are shown',
      '1 of 4 levels are shown',
      '1 of 4 levels are shown',
      '2 of 4 levels are shown',
      '3 of 4 levels are shown',
      'All 4 levels are shown',
      'All 4 levels are shown',
    ]);
  });

  it('forget what was folded one by one, and are two by service', () => {
    expect(timeline({ toggledSpans: [idOf('match')] }).run(more).rows).toEqual(FOLDED);
    expect(timeline({ grouping: 'service' }).run(less).rows).toHaveLength(MODEL.groups.length);
  });
});

describe('siblings', () => {
  it('are folded and unfolded together', () => {
    const siblings = timeline({}, named('log')).run({ do: 'siblings', fold: true });
    expect(siblings.rows).toEqual(['order', 'reserve', 'match', 'log']);
    expect(siblings.said).toEqual(['2 rows folded among the siblings']);
    expect(siblings.run({ do: 'siblings', fold: false }).rows).toEqual(FOLDED);
  });

  it('fold with the run that the focus is in, which goes to its row', () => {
    const run = timeline({}, named('read')).run({ do: 'siblings', fold: false });
    expect(run.rows).toHaveLength(12);
    run.run({ do: 'siblings', fold: true });
    expect(run.rows).toEqual(FOLDED);
    expect(run.focus).toBe(runTarget(named('read')));
  });
});

describe('pins', () => {
  it('come and go by the same key, and say when there is no room', () => {
    const pinned = timeline({}, named('match')).run({ do: 'pin' });
    expect(pinned.view.pins).toEqual([idOf('match')]);
    expect(pinned.run({ do: 'pin' }).view.pins).toEqual([]);
    const full = Array.from({ length: 8 }, (_, i) => (i + 100).toString(16).padStart(16, '0'));
    const none = timeline({ pins: full }, named('match')).run({ do: 'pin' });
    expect(none.view.pins).toEqual(full);
    expect([...pinned.said, ...none.said]).toEqual([
      'Pinned, 1 of 8',
      'Unpinned',
      '8 spans are pinned, more would leave no room: unpin one first',
    ]);
  });
});

describe('a sub-tree as root', () => {
  it('forgets times, opens the span, and is left by the same key or Escape', () => {
    const zoomed = { window: { start: 0, end: 50 }, toggledSpans: [idOf('match')] };
    const made = timeline(zoomed, named('match')).run({ do: 'root' });
    expect(made.view).toMatchObject({ root: idOf('match'), window: null, toggledSpans: [] });
    expect(made.said).toEqual(['3 spans are shown as if they were the trace']);
    expect(timeline({ root: idOf('match') }, named('match')).run({ do: 'root' }).view.root).toBeNull();
    expect(timeline({ root: idOf('match') }, named('book')).run({ do: 'escape' }).view.root).toBeNull();
  });

  it('is left for a span that is not in it, and kept for one that is', () => {
    const view = { ...DEFAULT_TRACE_VIEW, root: idOf('match'), window: { start: 1, end: 2 } };
    expect(revealAnywhere(MODEL, view, named('log'))).toMatchObject({ root: null, window: null });
    expect(revealAnywhere(MODEL, view, named('order'))).toMatchObject({ root: null });
    expect(revealAnywhere(MODEL, view, named('level'))).toEqual({});
    expect(revealAnywhere(MODEL, { ...view, root: 'f'.repeat(16) }, named('log'))).toEqual({});
  });
});
