// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { timelineModel } from '@/components/timeline/timeline-model';
import { createTraceViewStore } from '@/components/timeline/view-store';
import { traceFromText } from '@/lib/trace/from-text';
import { parseTraceView } from '@/lib/url/trace-view';
import { createLoadingStore } from '../_load/loading-store';
import { FirstRows } from './FirstRows';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  // jsdom has no canvas; what is drawn is tested by its layout.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('shows the first rows, says that they are the first, and counts what has come without drawing them again', () => {
  const loading = createLoadingStore();
  const store = createTraceViewStore(parseTraceView(new URLSearchParams()));
  const model = timelineModel(traceFromText('gateway:order 0-100\n  risk:check 10-50'));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <FirstRows model={model} store={store} loading={loading} />
    </QueryClientProvider>,
  );
  const grid = screen.getByRole('treegrid', { name: 'Spans' });
  const rows = within(grid).getAllByRole('row');
  expect(rows.slice(1).map((row) => row.querySelector('[role=gridcell]')?.textContent)).toEqual([
    'gateway order',
    'risk check',
  ]);
  const changes = vi.fn();
  new MutationObserver(changes).observe(grid, { subtree: true, childList: true, attributes: true });
  act(() => loading.setState({ receivedBytes: 23_400_000 }));
  expect(screen.getByRole('banner').textContent).toContain('The first 2 spans; 23.4 MB received so far');
  expect(changes).not.toHaveBeenCalled();
  expect(screen.queryByRole('tablist')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Download' })).toBeNull();
});
