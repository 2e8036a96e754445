// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { orderOf } from '@/components/exchange/test-support';
import { exchangeStateQuery } from '@/lib/api/exchange';
import type { ExchangeOrders, ExchangeState } from '@/lib/api/exchange-contract';
import type { Order } from '@/lib/api/order-contract';
import { ordersAnswer } from '@/mocks/handlers/exchange-control';
import { Blotter } from './Blotter';

vi.mock('next/navigation', () => import('@/lib/url/test-navigation'));

/** A stream that opens at once; tests send events through the last one. */
class OpenEventSource extends EventTarget {
  static open: OpenEventSource[] = [];

  constructor() {
    super();
    OpenEventSource.open.push(this);
    queueMicrotask(() => this.dispatchEvent(new Event('open')));
  }

  close(): void {
    OpenEventSource.open = OpenEventSource.open.filter((source) => source !== this);
  }

  send(order: Order): void {
    this.dispatchEvent(new MessageEvent('order', { data: JSON.stringify(order) }));
  }

  skip(orders: number): void {
    this.dispatchEvent(new MessageEvent('skipped', { data: JSON.stringify({ traces: 0, orders }) }));
  }
}

let stored: Order[];
let cancelled: string[];
let ordersAsked: number;
/** What the exchange says otherwise than it follows from `stored`. */
let answered: Partial<ExchangeOrders>;
let answerToCancel: () => Response;

const server = setupServer(
  http.post('*/auth/login', async ({ request }) => {
    const { username } = (await request.json()) as { username: string };
    return HttpResponse.json({ token: `token-of-${username}`, userId: username === 'demo_user' ? 'USR-1' : 'USR-2' });
  }),
  http.get('*/api/exchange/orders', ({ request }) => {
    ordersAsked += 1;
    const ids = new URL(request.url).searchParams.get('ids')?.split(',') ?? [];
    const asked = stored.filter(({ orderId }) => ids.includes(orderId));
    return HttpResponse.json({ ...ordersAnswer(stored), asked, ...answered });
  }),
  http.delete('*/v1/order/:orderId', ({ request, params }) => {
    cancelled.push(`${String(params['orderId'])} by ${request.headers.get('authorization')}`);
    return answerToCancel();
  }),
);

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());
beforeEach(() => {
  vi.stubGlobal('EventSource', OpenEventSource);
  OpenEventSource.open = [];
  stored = [
    orderOf({ orderId: 'ORD-3', userId: 'USR-2', type: 'limit', price: '61000.50', at: 3 }),
    orderOf({
      orderId: 'ORD-2',
      userId: 'USR-1',
      state: 'filled',
      filledQuantity: '0.25',
      averagePrice: '60999.75',
      at: 2,
    }),
    orderOf({ orderId: 'ORD-1', userId: 'USR-1', state: 'rejected', reason: 'You have 12 USDT.', at: 1 }),
  ];
  cancelled = [];
  ordersAsked = 0;
  answered = {};
  answerToCancel = () => {
    const order = orderOf({ orderId: 'ORD-3', userId: 'USR-2', state: 'cancelled', at: 4 });
    stored = [order, ...stored.filter(({ orderId }) => orderId !== 'ORD-3')];
    return HttpResponse.json(order);
  };
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function show(search = '', openOrders?: number) {
  window.history.replaceState(null, '', `/exchange${search}`);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  if (openOrders !== undefined) client.setQueryData(exchangeStateQuery().queryKey, { openOrders } as ExchangeState);
  render(
    <QueryClientProvider client={client}>
      <Blotter />
    </QueryClientProvider>,
  );
  await screen.findByRole('group', { name: 'List of orders' });
}

const rowOf = (orderId: string) => screen.getByRole('link', { name: orderId }).closest('tr') as HTMLElement;
const cells = (orderId: string) =>
  within(rowOf(orderId))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);

function hide(hidden: boolean) {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(hidden ? 'hidden' : 'visible');
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

describe('the list of orders', () => {
  it('shows what was asked for, what came of it and why it was refused', async () => {
    await show();
    expect(cells('ORD-3').slice(0, 8)).toEqual([
      'Accepted',
      'ORD-3',
      'USR-2',
      'BTCUSDT',
      'Buy limit',
      '61000.50',
      '0 / 0.25',
      '–',
    ]);
    expect(cells('ORD-2').slice(4, 8)).toEqual(['Buy market', '–', '0.25 / 0.25', '60999.75']);
    expect(screen.getByText('You have 12 USDT.')).toBeDefined();
    expect(screen.getByRole('link', { name: 'Trace of ORD-1' }).getAttribute('href')).toMatch(/^\/traces\/0af7/);
  });

  it('says what is still open of an order that goes on without a part of it', async () => {
    await show();
    const order = orderOf({ orderId: 'ORD-4', quantity: '179.2', leavesQuantity: '89.6', at: 4 });
    OpenEventSource.open[0]?.send(order);
    await screen.findByRole('link', { name: 'ORD-4' });
    expect(cells('ORD-4')[6]).toBe('0 / 179.2 89.6 still open');
  });

  it('follows the live stream', async () => {
    await show();
    OpenEventSource.open[0]?.send(orderOf({ orderId: 'ORD-4', userId: 'USR-9', at: 4 }));
    expect(await screen.findByRole('link', { name: 'ORD-4' })).toBeDefined();
  });

  it('lists only open orders when told to, and keeps that in the URL', async () => {
    await show();
    await userEvent.click(screen.getByRole('radio', { name: 'Open (1)' }));
    expect(screen.getAllByRole('link', { name: /^ORD-/ }).map(({ textContent }) => textContent)).toEqual(['ORD-3']);
    expect(window.location.search).toBe('?orders=open');
  });

  it('holds its rows still under the pointer, and says how many newer ones there are', async () => {
    await show();
    // One pointer: where it was is what it leaves.
    const user = userEvent.setup();
    await user.hover(rowOf('ORD-2'));
    OpenEventSource.open[0]?.send(orderOf({ orderId: 'ORD-4', at: 4 }));
    OpenEventSource.open[0]?.send(
      orderOf({ orderId: 'ORD-3', userId: 'USR-2', state: 'filled', updatedAtUnixNano: '9000000000' }),
    );
    expect(await screen.findByText('1 newer: listed when you leave the rows')).toBeDefined();
    expect(screen.queryByRole('link', { name: 'ORD-4' })).toBeNull();
    expect(cells('ORD-3')[0]).toBe('Filled');
    await user.hover(screen.getByRole('heading', { name: 'Orders' }));
    expect(await screen.findByRole('link', { name: 'ORD-4' })).toBeDefined();
  });

  it('asks for what the stream left out, and shows what became of it, also of rows that are held', async () => {
    await show();
    OpenEventSource.open[0]?.send(orderOf({ orderId: 'ORD-4', userId: 'SIM-01', at: 4 }));
    await screen.findByRole('link', { name: 'ORD-4' });
    expect(screen.getByText('4 of 4 shown')).toBeDefined();
    await userEvent.hover(rowOf('ORD-4'));
    stored = [orderOf({ orderId: 'ORD-4', state: 'filled', updatedAtUnixNano: '9000000000' })];
    answered = { latest: [], orderCount: 12_345 };
    OpenEventSource.open[0]?.skip(800);
    await waitFor(() => expect(cells('ORD-4')[0]).toBe('Filled'));
    // The exchange has forgotten it meanwhile.
    expect(screen.queryByRole('link', { name: 'ORD-3' })).toBeNull();
  });

  it('says how many of how many are shown', async () => {
    answered = { orderCount: 12_345, openCount: 600 };
    await show();
    expect(screen.getByText('3 of 12,345 shown, the latest')).toBeDefined();
    await userEvent.click(screen.getByRole('radio', { name: 'Open (600)' }));
    expect(screen.getByText('1 of 600 shown, the latest')).toBeDefined();
  });

  it('counts the open orders as the rest of the page does, whatever the stream has left out', async () => {
    answered = { orderCount: 12_345, openCount: 129 };
    await show('', 2_593);
    await userEvent.click(screen.getByRole('radio', { name: 'Open (2,593)' }));
    expect(screen.getByText('1 of 2,593 shown, the latest')).toBeDefined();
  });

  it('closes the stream while the tab is hidden, and asks again for what it missed', async () => {
    await show();
    OpenEventSource.open[0]?.send(orderOf({ orderId: 'ORD-4', userId: 'USR-9', at: 4 }));
    await screen.findByRole('radio', { name: 'Open (2)' });
    const before = ordersAsked;
    hide(true);
    expect(OpenEventSource.open).toEqual([]);
    stored = [orderOf({ orderId: 'ORD-5', userId: 'USR-1', at: 5 }), ...stored];
    expect(ordersAsked).toBe(before);
    hide(false);
    expect(OpenEventSource.open).toHaveLength(1);
    expect(await screen.findByRole('link', { name: 'ORD-5' })).toBeDefined();
    // Of somebody else's order nobody says what became of it meanwhile.
    expect(screen.queryByRole('link', { name: 'ORD-4' })).toBeNull();
  });
});

describe('cancelling', () => {
  it('takes a second click, and is asked for as the client whose order it is', async () => {
    await show();
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel ORD-3' }));
    expect(cancelled).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Really cancel ORD-3?' }));
    await waitFor(() => expect(cells('ORD-3')[0]).toBe('Cancelled'));
    expect(cancelled).toEqual(['ORD-3 by Bearer token-of-demo_fund']);
  });

  it('is not confirmed by a double click, and given up with Escape or by leaving', async () => {
    await show();
    const cancel = await screen.findByRole('button', { name: 'Cancel ORD-3' });
    await userEvent.dblClick(cancel);
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('button', { name: 'Cancel ORD-3' })).toBeDefined();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: 'Really cancel ORD-3?' })).toBeDefined();
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Cancel ORD-3' })).toBeDefined();
    expect(cancelled).toEqual([]);
  });

  it('says why when nothing is left to cancel, with the trace that shows it', async () => {
    const refusal = { detail: 'It was filled in the meantime.', reason: 'too_late_to_cancel', traceId: 'f'.repeat(32) };
    answerToCancel = () => HttpResponse.json(refusal, { status: 409 });
    await show();
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel ORD-3' }));
    await userEvent.click(screen.getByRole('button', { name: 'Really cancel ORD-3?' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toBe(
      'ORD-3 was not cancelled: too_late_to_cancel. It was filled in the meantime. See why in its trace',
    );
    const trace = within(alert).getByRole('link', { name: 'See why in its trace' });
    expect(trace.getAttribute('href')).toBe(`/traces/${'f'.repeat(32)}`);
    await userEvent.click(within(alert).getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it("is offered for open orders of one's own only", async () => {
    await show();
    OpenEventSource.open[0]?.send(orderOf({ orderId: 'ORD-4', userId: 'USR-9', at: 4 }));
    await screen.findByRole('link', { name: 'ORD-4' });
    await screen.findByRole('button', { name: 'Cancel ORD-3' });
    expect(screen.queryAllByRole('button', { name: /^Cancel/ })).toHaveLength(1);
  });
});
