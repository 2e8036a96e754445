// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import type { RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import type { ReactElement } from 'react';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Blotter } from '@/app/exchange/_parts/Blotter';
import { TracePage } from '@/app/traces/_parts/TracePage';
import { LivePage } from '@/components/exchange/LivePage';
import { ExchangePage } from '@/components/exchange-control/ExchangePage';
import { LatencyPage } from '@/components/latency/LatencyPage';
import { SearchPage } from '@/components/search/SearchPage';
import { ServicesPage } from '@/components/services/ServicesPage';
import { emptyStore } from './empty-store';
import { FAILURE, failingServer, silentServer } from './failing-server';

vi.mock('next/navigation', async () => ({
  ...(await import('@/lib/url/test-navigation')),
  useRouter: () => ({ replace: () => {} }),
}));

/** jsdom has none. What an event brings is LivePage's own test. */
class OpenEventSource extends EventTarget {
  constructor() {
    super();
    queueMicrotask(() => this.dispatchEvent(new Event('open')));
  }

  close(): void {}
}

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());
beforeEach(() => {
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }));
  vi.stubGlobal('EventSource', OpenEventSource);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
  vi.unstubAllGlobals();
});

/** Every page, with what it says first to somebody whose store is empty. */
const PAGES: readonly [path: string, page: ReactElement, onEmptyStore: RegExp][] = [
  ['/', <LivePage key="live" origin="http://fillpath.test" />, /nothing is stored yet/i],
  ['/search', <SearchPage key="search" />, /no trace|nothing/i],
  ['/latency', <LatencyPage key="latency" />, /no spans|nothing/i],
  ['/services', <ServicesPage key="services" />, /no (service|span)|nothing/i],
  ['/exchange', <ExchangePage key="exchange" blotter={<Blotter />} />, /no orders yet/i],
  ['/traces/x', <TracePage key="trace" traceId="0af7651916cd43dd8448eb211c80319c" />, /not|no span/i],
];

function open(path: string, page: ReactElement, handlers: readonly RequestHandler[]) {
  server.use(...handlers);
  window.history.replaceState(null, '', path);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={client}>{page}</QueryClientProvider>);
}

describe.each(PAGES)('%s', (path, page, onEmptyStore) => {
  it('says that it is loading until the answer comes', async () => {
    open(path, page, silentServer);
    expect((await screen.findAllByText(/loading|searching/i)).length).toBeGreaterThan(0);
  });

  it('says on an empty store that there is nothing yet, or what to do', async () => {
    open(path, page, emptyStore);
    expect((await screen.findAllByText(onEmptyStore)).length).toBeGreaterThan(0);
    expect(screen.queryByText(/NaN|undefined|Infinity/)).toBeNull();
  });

  it("passes the server's sentence on when it fails, and offers to try again", async () => {
    open(path, page, failingServer);
    expect((await screen.findAllByText(FAILURE)).length).toBeGreaterThan(0);
    expect(screen.getAllByRole('button', { name: /again/i }).length).toBeGreaterThan(0);
  });
});
