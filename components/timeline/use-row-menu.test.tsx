// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { DEFAULT_TRACE_VIEW } from '@/lib/url/trace-view';
import { layoutRows } from './layout-rows';
import { type TimelineModel, timelineModel } from './timeline-model';
import { useHover } from './use-hover';
import { useRowMenu } from './use-row-menu';
import type { TimelineState } from './use-timeline';

afterEach(cleanup);

const BEFORE = timelineModel(traceFromText('a:root 0-100 id=1\n  a:late 50-60 id=2'));

/** A row, and the span that its menu is of. */
function MenuOf({ model }: { readonly model: TimelineModel }) {
  const rows = layoutRows(model, DEFAULT_TRACE_VIEW);
  const timeline = { model, rows, active: null, focus: () => {} } as unknown as TimelineState;
  const { place, onRows } = useRowMenu({
    scroller: { current: null },
    timeline,
    rowHeight: 20,
    namesWidth: 200,
    hover: useHover(),
  });
  return (
    <div onContextMenu={onRows.onContextMenu}>
      <p data-target={BEFORE.index.indexOf(2n)}>row</p>
      <output>{place === null ? 'closed' : String(model.trace.spanIds[place.target])}</output>
    </div>
  );
}

it('an open menu stays that of its span when the trace grows, and closes when the span is not shown any more', () => {
  const { rerender } = render(<MenuOf model={BEFORE} />);
  fireEvent.contextMenu(screen.getByText('row'));
  expect(screen.getByRole('status').textContent).toBe('2');
  const grown = timelineModel(traceFromText('a:root 0-100 id=1\n  a:soon 10-20 id=3\n  a:late 50-60 id=2'));
  expect(grown.index.indexOf(2n)).not.toBe(BEFORE.index.indexOf(2n));
  rerender(<MenuOf model={grown} />);
  expect(screen.getByRole('status').textContent).toBe('2');
  rerender(<MenuOf model={timelineModel(traceFromText('a:soon 10-20 id=3'))} />);
  expect(screen.getByRole('status').textContent).toBe('closed');
});
