import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { type RankedMatches, rankSpans } from '@/lib/find/rank-spans';
import { spanNamed, traceFromText } from '@/lib/trace/from-text';
import { DEFAULT_TRACE_VIEW, type TraceView } from '@/lib/url/trace-view';
import { gapTarget, layoutRows, type RowTarget } from './layout-rows';
import { rowOrder } from './row-order';
import { runCommand, spanIdAt } from './run-command';
import type { Command } from './timeline-keys';
import { timelineModel } from './timeline-model';

const MODEL = timelineModel(
  traceFromText(`
    gateway:root 0-1000
      risk:check 100-500
        db:read 200-300 error
      engine:match 500-900
  `),
);
const named = (name: string) => spanNamed(MODEL.trace, name);
const idOf = (name: string) => spanIdAt(MODEL, named(name));

/** Matches on the spans with these names. */
function matching({ grouping }: TraceView, names: string): RankedMatches {
  const spans = names.split(' ').map(named);
  const matches = { matched: Uint8Array.from({ length: 4 }, (_, i) => Number(spans.includes(i))), count: spans.length };
  return finishSteps(rankSpans(matches, rowOrder(MODEL, grouping)));
}

/** A timeline without a screen: what it shows, has the focus on, and said. */
function timeline(start: Partial<TraceView> = {}, focus: string | null = 'root', matched: string | null = null) {
  let view: TraceView = { ...DEFAULT_TRACE_VIEW, ...start };
  let active: RowTarget | null = focus === null ? null : named(focus);
  const said: string[] = [];
  let wrapped = false;
  const found = matched === null ? null : matching(view, matched);
  return {
    run(...commands: Command[]) {
      for (const command of commands) {
        runCommand(command, {
          model: MODEL,
          rows: layoutRows(MODEL, view),
          view,
          active,
          found,
          stepped: (stop) => (wrapped = stop.wrapped),
          pageRows: 3,
          setActive: (target) => (active = target),
          setView: (change) => (view = { ...view, ...change }),
          announce: (text) => said.push(text),
        });
      }
      return this;
    },
    focusOn(target: RowTarget) {
      active = target;
    },
    get view() {
      return view;
    },
    get focus() {
      return active === null ? null : MODEL.trace.names.values[MODEL.trace.names.codes[active] as number];
    },
    get wrapped() {
      return wrapped;
    },
    said,
  };
}

describe('moving', () => {
  it('goes row by row, by pages and to the ends, and stops there', () => {
    const moved = timeline().run({ do: 'move', rows: 1 }, { do: 'move', rows: 1 });
    expect(moved.focus).toBe('read');
    expect(moved.run({ do: 'move-page', pages: 1 }).focus).toBe('match');
    expect(moved.run({ do: 'move', rows: 1 }).focus).toBe('match');
    expect(moved.run({ do: 'move-end', end: 'first' }).focus).toBe('root');
  });

  it('begins at the first row', () => {
    expect(timeline({}, null).run({ do: 'move', rows: 1 }).focus).toBe('root');
  });

  it('takes open details along, and opens none by itself', () => {
    expect(timeline().run({ do: 'move', rows: 1 }).view.span).toBeNull();
    expect(timeline({ span: idOf('root') }).run({ do: 'move', rows: 1 }).view.span).toBe(idOf('check'));
  });
});

describe('left and right', () => {
  it('fold an open row, then go to the parent', () => {
    const folded = timeline({}, 'check').run({ do: 'fold' });
    expect(folded.view.toggledSpans).toEqual([idOf('check')]);
    expect(folded.focus).toBe('check');
    expect(folded.run({ do: 'fold' }).focus).toBe('root');
    expect(timeline({}, 'match').run({ do: 'fold' }).focus).toBe('root');
  });

  it('unfold a folded row, then go to the first child, and do nothing on a leaf', () => {
    const opened = timeline({ toggledSpans: [idOf('check')] }, 'check').run({ do: 'unfold' });
    expect(opened.view.toggledSpans).toEqual([]);
    expect(opened.focus).toBe('check');
    expect(opened.run({ do: 'unfold' }).focus).toBe('read');
    expect(opened.run({ do: 'unfold' }).focus).toBe('read');
  });
});

describe('errors', () => {
  it('are revealed below folded parents, and counted aloud', () => {
    const found = timeline({ foldDepth: 0 }).run({ do: 'error', step: 1 });
    expect(found.focus).toBe('read');
    expect(layoutRows(MODEL, found.view).rowOfSpan[named('read')]).toBe(2);
    expect(found.said).toEqual(['Error 1 of 1']);
  });
});

describe('matches', () => {
  const next: Command = { do: 'match', step: 1 };
  const previous: Command = { do: 'match', step: -1 };

  it('are gone through in the order of the rows, folded ones are unfolded', () => {
    const found = timeline({ foldDepth: 0 }, null, 'read match').run(next);
    expect(found.focus).toBe('read');
    expect(found.view.match).toBe(idOf('read'));
    expect(layoutRows(MODEL, found.view).rowOfSpan[named('read')]).toBe(2);
    expect(found.run(next).focus).toBe('match');
    expect(found.wrapped).toBe(false);
    expect(found.said).toEqual(['match 1 of 2', 'match 2 of 2']);
  });

  it('come round at both ends, aloud', () => {
    const found = timeline({}, null, 'read match').run(next, next, next);
    expect(found.focus).toBe('read');
    expect(found.wrapped).toBe(true);
    expect(found.run(previous).focus).toBe('match');
    expect(found.said.slice(2)).toEqual(['From the top again: match 1 of 2', 'From the bottom again: match 2 of 2']);
  });

  it('go on from the row that has the focus, itself included as long as none was stepped to', () => {
    expect(timeline({}, 'check', 'read check').run(next).focus).toBe('check');
    expect(timeline({}, 'check', 'read check').run(next, next).focus).toBe('read');
    expect(timeline({}, 'match', 'read check').run(previous).focus).toBe('read');
  });

  it('go on from the match of a link', () => {
    expect(timeline({ match: idOf('check') }, null, 'check read').run(next).focus).toBe('read');
  });

  it('bring the window along when they lie outside, as wide as it was', () => {
    const zoomed = { window: { start: 600, end: 700 } };
    expect(timeline(zoomed, null, 'read').run(next).view.window).toEqual({ start: 150, end: 250 });
    expect(timeline(zoomed, null, 'match').run(next).view.window).toEqual(zoomed.window);
  });

  it('take open details along', () => {
    expect(timeline({ span: idOf('root') }, 'root', 'read').run(next).view.span).toBe(idOf('read'));
  });

  it('are none while nothing is looked for or found', () => {
    expect(timeline().run(next).said).toEqual(['Nothing is looked for: press / and say what to find']);
  });
});

describe('what is hidden', () => {
  it('is shown from its gap, and the first of it gets the focus', () => {
    const gap = timeline({ hideOthers: true });
    gap.focusOn(gapTarget(named('check')));
    gap.run({ do: 'open' });
    expect(gap.view.shownSpans).toEqual([idOf('check')]);
    expect(gap.focus).toBe('check');
  });

  it('is shown where an error is gone to', () => {
    expect(timeline({ hideOthers: true }).run({ do: 'error', step: 1 }).view.shownSpans).toEqual([idOf('read')]);
  });
});

describe('zooming', () => {
  it('fits the span with a margin, and a second time shows the whole', () => {
    const fitted = timeline({}, 'read').run({ do: 'fit' });
    expect(fitted.view.window).toEqual({ start: 195, end: 305 });
    expect(fitted.said).toEqual(['From 195 ns to 305 ns is shown']);
    expect(fitted.run({ do: 'fit' }).view.window).toBeNull();
  });

  it('goes in and out around the middle, and pans by a share', () => {
    const zoomed = timeline().run({ do: 'zoom', factor: 0.5 });
    expect(zoomed.view.window).toEqual({ start: 250, end: 750 });
    expect(zoomed.run({ do: 'pan', share: 0.1 }).view.window).toEqual({ start: 300, end: 800 });
    expect(zoomed.run({ do: 'whole' }).view.window).toBeNull();
  });

  it('is left by Escape, after the details', () => {
    const escaped = timeline({ span: idOf('read'), window: { start: 0, end: 100 } }).run({ do: 'escape' });
    expect(escaped.view).toMatchObject({ span: null, window: { start: 0, end: 100 } });
    expect(escaped.run({ do: 'escape' }).view.window).toBeNull();
  });
});

describe('time', () => {
  it('squeezes the gaps and says how many', () => {
    // No leaf runs from 0 to 200 (where check starts at 100), from 300 to 500 and from 900 to 1000.
    const squeezed = timeline().run({ do: 'squeeze' });
    expect(squeezed.view.squeeze).toBe(true);
    expect(squeezed.said.at(-1)).toBe('4 idle gaps squeezed, 500 ns in all');
    expect(squeezed.run({ do: 'squeeze' }).view.squeeze).toBe(false);
  });

  it('measures from span to span, and Escape takes the measure away before anything else', () => {
    const measured = timeline({ span: idOf('check') }, 'check').run(
      { do: 'measure' },
      { do: 'move', rows: 2 },
      { do: 'measure', edge: 'end' },
    );
    expect(measured.view.measure).toEqual({ from: 100, to: 900 });
    expect(measured.said.at(-1)).toBe('From 100 ns to 900 ns: 800 ns, 800 ns, 80 % of the trace');
    expect(measured.run({ do: 'escape' }).view).toMatchObject({ measure: null, span: idOf('match') });
  });
});
