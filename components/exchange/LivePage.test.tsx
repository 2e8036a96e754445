// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SearchResponse, TraceSummary } from '@/lib/api/contract';
import type { Order } from '@/lib/api/order-contract';
import { ordersAnswer } from '@/mocks/handlers/exchange-control';
import { LivePage } from './LivePage';
import { orderOf, traceOf } from './test-support';

vi.mock('next/navigation', () => import('@/lib/url/test-navigation'));

/** A stream that opens at once; tests send events through the last one. */
class OpenEventSource extends EventTarget {
  static last: OpenEventSource;

  constructor() {
    super();
    OpenEventSource.last = this;
    queueMicrotask(() => this.dispatchEvent(new Event('open')));
  }

  close(): void {}

  send(name: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

let stored: { orders: Order[]; traces: TraceSummary[] };
let received: { body: unknown; traceparent: string | null; authorization: string | null }[];
let answer: () => Response;
let logins: number;

const server = setupServer(
  http.post('*/auth/login', async ({ request }) => {
    logins += 1;
    const { username } = (await request.json()) as { username: string };
    return HttpResponse.json({ token: `token-of-${username}`, userId: username });
  }),
  http.get('*/api/exchange/orders', () => HttpResponse.json(ordersAnswer(stored.orders))),
  http.get('*/api/search', ({ request }) => {
    const root = new URL(request.url).searchParams.get('q')?.replace(/^operation="(.*)"$/, '$1') ?? '';
    const traces = stored.traces.filter(({ rootName }) => root === '' || rootName === root);
    return HttpResponse.json<SearchResponse>({ traces, nextCursor: null, exactId: null });
  }),
  http.post('*/v1/order', async ({ request }) => {
    const { headers } = request;
    received.push({
      body: await request.json(),
      traceparent: headers.get('traceparent'),
      authorization: headers.get('authorization'),
    });
    return answer();
  }),
  http.post('*/v1/traces', () => HttpResponse.json({})),
);

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

beforeEach(() => {
  vi.stubGlobal('EventSource', OpenEventSource);
  window.history.replaceState(null, '', '/');
  stored = { orders: [orderOf({ orderId: 'ORD-7', at: 7 })], traces: [traceOf({ rootName: 'order_batching' })] };
  received = [];
  logins = 0;
  answer = () => HttpResponse.json(orderOf({ orderId: 'ORD-8', at: 8 }), { status: 201 });
});

afterEach(() => {
  cleanup();
  server.resetHandlers();
  vi.unstubAllGlobals();
});

function show() {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <LivePage origin="http://fillpath.test:3000" />
    </QueryClientProvider>,
  );
}

const place = () => userEvent.click(screen.getByRole('button', { name: 'Place order' }));
const orderRows = () =>
  within(screen.getByRole('group', { name: 'List of orders' }))
    .getAllByRole('row')
    .slice(1);

describe('the live page', () => {
  it('lists what is stored, with links to the order and its trace', async () => {
    show();
    const order = await screen.findByRole('link', { name: 'ORD-7' });
    expect(order.getAttribute('href')).toBe('/search?q=ORD-7');
    expect(screen.getByRole('link', { name: 'Trace of ORD-7' }).getAttribute('href')).toBe(
      '/traces/0af7651916cd43dd8448eb211c80319c',
    );
    expect(await screen.findByRole('link', { name: 'order_batching' })).toBeDefined();
  });

  it('says so where the trace of an order is not recorded', async () => {
    stored = { ...stored, orders: [orderOf({ orderId: 'ORD-7', traceId: null })] };
    show();
    await screen.findByRole('link', { name: 'ORD-7' });
    expect(screen.queryByRole('link', { name: 'Trace of ORD-7' })).toBeNull();
    expect(screen.getByText(/not recorded/)).toBeDefined();
  });

  it('places an order with one click, as the root of a new trace', async () => {
    show();
    await screen.findByRole('link', { name: 'ORD-7' });
    await place();
    await screen.findByText('ORD-8 accepted');
    expect(received).toHaveLength(1);
    expect(received[0]?.body).toMatchObject({ symbol: 'BTCUSDT', side: 'buy', type: 'market', quantity: '0.25' });
    expect(received[0]?.authorization).toBe('Bearer token-of-demo_user');
    expect(received[0]?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(orderRows()[0]?.textContent).toContain('ORD-8');
  });

  it('places an order for as long as it is to be good for', async () => {
    show();
    await screen.findByRole('link', { name: 'ORD-7' });
    const times = () => within(screen.getByRole('group', { name: 'Time in force' })).getAllByRole('radio');
    expect(times()).toHaveLength(2);
    await userEvent.click(screen.getByRole('radio', { name: 'Limit' }));
    expect(times()).toHaveLength(4);
    await userEvent.click(screen.getByRole('radio', { name: 'Day' }));
    expect(screen.getByText(/^Good for the day/)).toBeDefined();
    await userEvent.type(screen.getByRole('textbox', { name: 'Price' }), '50000');
    await place();
    await screen.findByText('ORD-8 accepted');
    expect(received[0]?.body).toMatchObject({ type: 'limit', price: '50000', timeInForce: 'day' });
  });

  it('shows a reject with its reason and the trace that the click began, not as an error', async () => {
    answer = () =>
      HttpResponse.json(
        { type: 'about:blank', title: 'Rejected', status: 422, detail: 'You have 12 USDT.', reason: 'no_funds' },
        { status: 422 },
      );
    show();
    await place();
    expect(await screen.findByText('Rejected: no_funds')).toBeDefined();
    expect(screen.getByText('You have 12 USDT.')).toBeDefined();
    const traceId = received[0]?.traceparent?.slice(3, 35);
    expect(screen.getByRole('link', { name: 'See why in its trace' }).getAttribute('href')).toBe(`/traces/${traceId}`);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('logs in again when its token is no longer accepted, and then places the order', async () => {
    const refused = () =>
      HttpResponse.json(
        { type: 'about:blank', title: 'Unauthorized', status: 401, detail: 'Log in.', reason: 'token_expired' },
        { status: 401 },
      );
    const accepted = answer;
    answer = () => (received.length === 1 ? refused() : accepted());
    show();
    await place();
    expect(await screen.findByText('ORD-8 accepted')).toBeDefined();
    expect(received).toHaveLength(2);
  });

  it('says what failed when the exchange does not answer', async () => {
    answer = () => HttpResponse.error();
    show();
    await place();
    expect(await screen.findByText('The order failed')).toBeDefined();
    expect(screen.getByText(/Check that the server is running/)).toBeDefined();
  });

  it('takes the result of the attempt before away when a field is wrong', async () => {
    show();
    await place();
    await screen.findByText('ORD-8 accepted');
    await userEvent.click(screen.getByRole('radio', { name: 'Limit' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Price' }), '1e5');
    await place();
    expect(screen.getByText('Write the price with digits and a point only, such as 61000.50.')).toBeDefined();
    expect(screen.queryByText('ORD-8 accepted')).toBeNull();
  });

  it('says the whole reason of a reject on its row', async () => {
    const reason = 'The order needs 10,000,340 USDT, and 10,000,000 USDT are free on the account of demo_user.';
    stored = { ...stored, orders: [orderOf({ state: 'rejected', reason })] };
    show();
    const text = await screen.findByText(reason);
    expect(text.closest('td')?.className ?? '').not.toContain('truncate');
  });

  it('says after a restart where the orders from before are', async () => {
    stored = { ...stored, orders: [] };
    show();
    expect(await screen.findByText('No orders yet')).toBeDefined();
    expect(screen.getByText(/The mock exchange starts anew/)).toBeDefined();
    expect(screen.getByRole('link', { name: 'Search' }).getAttribute('href')).toContain('/search');
  });

  it('places nothing while a field is wrong, and says what to enter', async () => {
    show();
    await userEvent.click(screen.getByRole('radio', { name: 'Limit' }));
    await place();
    const price = screen.getByRole('textbox', { name: 'Price' });
    expect(price.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('Enter a price above 0, or choose a market order.')).toBeDefined();
    expect(received).toHaveLength(0);

    await userEvent.type(price, '61000');
    expect(price.getAttribute('aria-invalid')).toBeNull();
  });

  it('takes up orders and traces as they are announced', async () => {
    show();
    await screen.findByRole('link', { name: 'ORD-7' });
    OpenEventSource.last.send('order', orderOf({ orderId: 'ORD-9', at: 9, state: 'partially_filled' }));
    OpenEventSource.last.send('trace', traceOf({ traceId: 'b'.repeat(32), rootName: 'fill_matching', at: 9 }));
    await screen.findByRole('link', { name: 'fill_matching' });
    expect(orderRows().map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^Part filledORD-9/),
      expect.stringMatching(/^AcceptedORD-7/),
    ]);
  });

  it('lists the traces that orders came in with, and all others when asked to', async () => {
    const fills = Array.from({ length: 120 }, (_, index) =>
      traceOf({ traceId: index.toString(16).padStart(32, '0'), rootName: 'fill_matching', at: 100 + index }),
    );
    stored = { ...stored, traces: [...fills, traceOf({ traceId: 'c'.repeat(32), rootName: 'place_order', at: 50 })] };
    show();
    expect(await screen.findByRole('link', { name: 'place_order' })).toBeDefined();
    expect(screen.queryByRole('link', { name: 'fill_matching' })).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: 'All' }));
    expect(screen.getAllByRole('link', { name: 'fill_matching' })).toHaveLength(100);
    expect(window.location.search).toBe('?traces=all');
  });

  it.each(['place_order', 'POST /v1/order', 'order_entry.place_order', 'client_order_received'])(
    'takes a trace that begins with %s for an order entry',
    async (rootName) => {
      stored = { ...stored, traces: [...stored.traces, traceOf({ traceId: 'c'.repeat(32), rootName, at: 50 })] };
      show();
      expect(await screen.findByRole('link', { name: rootName })).toBeDefined();
      expect(screen.queryByRole('link', { name: 'order_batching' })).toBeNull();
    },
  );

  it('asks for the orders that the stream left out', async () => {
    show();
    await screen.findByRole('link', { name: 'ORD-7' });
    stored = { ...stored, orders: [orderOf({ orderId: 'ORD-7', state: 'filled', at: 7 })] };
    OpenEventSource.last.send('skipped', { traces: 0, orders: 700 });
    await waitFor(() => expect(orderRows()[0]?.textContent).toMatch(/^FilledORD-7/), { timeout: 3000 });
  });

  it('says how many traces are not listed among all, and asks for the order entries among them', async () => {
    stored = { ...stored, traces: [traceOf({ traceId: 'c'.repeat(32), rootName: 'place_order', at: 50 })] };
    show();
    await screen.findByRole('link', { name: 'place_order' });
    stored = {
      ...stored,
      traces: [traceOf({ traceId: 'd'.repeat(32), rootName: 'client_order_received', at: 60 }), ...stored.traces],
    };
    OpenEventSource.last.send('skipped', { traces: 1200, orders: 0 });
    expect(await screen.findByRole('link', { name: 'client_order_received' })).toBeDefined();
    expect(screen.queryByText(/came too fast to list/)).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: 'All' }));
    expect(screen.getByText('1,200 came too fast to list')).toBeDefined();
  });

  it('lists all traces while no order has come in, and says what to do when only entries are wanted', async () => {
    show();
    expect(await screen.findByRole('link', { name: 'order_batching' })).toBeDefined();
    await userEvent.click(screen.getByRole('radio', { name: 'Order entries' }));
    expect(screen.getByText('No order came in within the last 24 hours')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Show all traces' }));
    expect(screen.getByRole('link', { name: 'order_batching' })).toBeDefined();
  });

  it('leaves an empty store empty: it does not log in to ask for orders', async () => {
    stored = { orders: [], traces: [] };
    show();
    await screen.findByRole('heading', { name: /Nothing is stored yet/ });
    expect(logins).toBe(0);
  });

  it('says on an empty store what to do first, with its own address', async () => {
    stored = { orders: [], traces: [] };
    show();
    await screen.findByRole('heading', { name: /Nothing is stored yet/ });
    expect(screen.getByLabelText('Environment variables').textContent).toBe(
      'export OTEL_EXPORTER_OTLP_ENDPOINT=http://fillpath.test:3000\n' +
        'export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\n' +
        'export OTEL_TRACES_EXPORTER=otlp',
    );
    OpenEventSource.last.send('trace', traceOf());
    await waitFor(() => expect(screen.queryByRole('heading', { name: /Nothing is stored yet/ })).toBeNull());
  });

  it('lists traces though the exchange is away, and the other way round', async () => {
    server.use(
      http.get('*/api/exchange/orders', () =>
        HttpResponse.json(
          {
            type: 'about:blank',
            title: 'Unavailable',
            status: 503,
            detail: 'The exchange is starting. Try again soon.',
          },
          { status: 503 },
        ),
      ),
    );
    show();
    expect(await screen.findByRole('link', { name: 'order_batching' })).toBeDefined();
    expect((await screen.findByRole('alert')).textContent).toContain('The exchange is starting. Try again soon.');
  });
});
