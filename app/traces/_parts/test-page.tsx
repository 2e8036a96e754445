import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { vi } from 'vitest';
import { TracePage } from './TracePage';

/** What jsdom lacks of a browser: a wide window, observers, and a canvas; what is drawn is tested by its layout. */
export function stubBrowser(): void {
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
}

/** Opens the page of a trace, `search` being the view in its URL. */
export function openTracePage(traceId: string, search = ''): UserEvent {
  window.history.replaceState(null, '', `/traces/${traceId}${search}`);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <TracePage traceId={traceId} />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}
