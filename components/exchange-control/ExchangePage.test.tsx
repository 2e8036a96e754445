// @vitest-environment jsdom
import { focusManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { BOOK_EVERY_MS, STATE_EVERY_MS } from '@/lib/api/exchange';
import type { ExchangeRun } from '@/lib/api/exchange-contract';
import { MockExchange } from '@/mocks/handlers/exchange-control';
import { ExchangePage } from './ExchangePage';
import { bookOf, faultOf, feedOf, flowOf, scenarioOf } from './test-support';

vi.mock('next/navigation', () => import('@/lib/url/test-navigation'));

const RUN: ExchangeRun = {
  scenario: 'steady',
  startedAtUnixNano: '1767348000000000000',
  elapsedSeconds: 12.4,
  durationSeconds: 30,
  ordersSent: 620,
  ordersRejected: 3,
  refusals: [
    { of: 'order', reason: 'insufficient_balance', count: 3 },
    { of: 'cancel', reason: 'too_late_to_cancel', count: 2 },
  ],
  ordersPerSecond: 49.6,
  ended: '',
  reconciliation: null,
};

let exchange: MockExchange;
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());
beforeEach(() => {
  exchange = new MockExchange(
    {
      flows: [flowOf()],
      faults: [faultOf()],
      scenarios: [scenarioOf(), scenarioOf({ name: 'burst', title: 'Burst' })],
      feeds: [feedOf()],
      symbols: [
        { symbol: 'BTCUSDT', venue: 'binance' },
        { symbol: 'AAPL', venue: 'default' },
      ],
    },
    { BTCUSDT: bookOf(), AAPL: bookOf({ symbol: 'AAPL', venue: 'default', bids: [], asks: [], last: null }) },
  );
});
afterEach(() => {
  vi.useRealTimers();
  focusManager.setFocused(undefined);
  cleanup();
  server.resetHandlers();
});

async function show(search = '') {
  server.use(...exchange.handlers);
  window.history.replaceState(null, '', `/exchange${search}`);
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } })}
    >
      <ExchangePage blotter={<p>orders</p>} />
    </QueryClientProvider>,
  );
  await screen.findByRole('region', { name: 'What is going on' });
}

/** Testing library's own waiting stands still with the intervals. */
async function answered(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const bar = () => screen.getByRole('region', { name: 'What is going on' });
const told = () => exchange.told;

describe('scenarios', () => {
  it('start as they are, and then only the one that runs can be stopped', async () => {
    await show();
    await userEvent.click(button('Start Steady trading'));
    await userEvent.click(await screen.findByRole('button', { name: 'Stop Steady trading' }));
    expect(await screen.findByText(/add up/)).toBeDefined();
    expect(told()).toEqual(['POST scenarios/steady {}', 'DELETE run']);
  });

  it('start with another rate and seed, and only those are sent', async () => {
    await show('?scenario=burst');
    const form = screen.getByRole('form', { name: 'Settings of Burst' });
    for (const [field, text] of [
      ['Orders/s', '200'],
      ['Seed', '11'],
    ] as const) {
      await userEvent.clear(within(form).getByRole('textbox', { name: field }));
      await userEvent.type(within(form).getByRole('textbox', { name: field }), text);
    }
    await userEvent.click(button('Start with these'));
    await screen.findByRole('button', { name: 'Stop Burst' });
    expect(told()).toEqual(['POST scenarios/burst {"ordersPerSecond":200,"seed":11}']);
    expect(button('Start Steady trading').disabled).toBe(true);
  });

  it('do not start with what is no rate, and say why', async () => {
    await show('?scenario=steady');
    const rate = screen.getByRole('textbox', { name: 'Orders/s' });
    await userEvent.clear(rate);
    await userEvent.type(rate, '9000');
    await userEvent.click(button('Start with these'));
    expect(screen.getByText('Enter a rate above 0, up to 2000.')).toBeDefined();
    expect(told()).toEqual([]);
  });

  it('show how far they are, and afterwards what does not add up', async () => {
    exchange.state = { ...exchange.state, run: RUN };
    await show();
    expect(bar().textContent).toContain('Steady trading runs: 12 of 30 s, sending 50 orders/s');
    const list = screen.getByRole('list', { name: 'Scenarios' });
    expect(within(list).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('41');
    expect(list.textContent).toContain('620 orders sent3 rejected');
    expect(list.textContent).toContain('Refused: 3 orders (insufficient balance), 2 cancels (too late to cancel)');

    exchange.state = { ...exchange.state, run: { ...RUN, ended: 'finished', reconciliation: ['BTC: 5 is not 4'] } };
    expect((await screen.findByRole('list', { name: 'Differences' }, { timeout: 3000 })).textContent).toBe(
      'BTC: 5 is not 4',
    );
    expect(bar().textContent).toContain('Quiet');
  });

  it('keep the settings that are open in the URL', async () => {
    await show();
    await userEvent.click(screen.getAllByRole('button', { name: /orders\/s for 30 s, seed 7/ })[1] as HTMLElement);
    expect(window.location.search).toBe('?scenario=burst');
  });
});

describe('flows', () => {
  it.each([
    ['ws://127.0.0.1:9010', /enter orders at ws:\/\/127\.0\.0\.1:9010/],
    [null, /another program has its port/],
  ])('come with where clients enter orders: %s', async (orderEntry, sentence) => {
    exchange.state = { ...exchange.state, orderEntry };
    await show('?section=flows');
    expect(
      screen.getByText((_text, element) => element?.tagName === 'P' && sentence.test(element.textContent ?? '')),
    ).toBeDefined();
  });

  it('lead to the traces and orders that they made', async () => {
    await show('?section=flows');
    await userEvent.click(button('Start Batched order flow 10 times'));
    await userEvent.click(await screen.findByRole('button', { name: 'and 5 more traces' }));
    expect(screen.getByTitle('0000000000000000000000000000000a')).toBeDefined();
    expect(screen.queryByRole('link', { name: 'ORD-10' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'and 5 more orders' }));
    expect(screen.getByRole('link', { name: 'ORD-10' })).toBeDefined();
    const first = screen.getByTitle('00000000000000000000000000000001');
    expect(first.getAttribute('href')).toBe('/traces/00000000000000000000000000000001');
    expect(screen.getByRole('link', { name: 'ORD-1' }).getAttribute('href')).toBe('/search?q=ORD-1');
    expect(told()).toEqual(['POST flows/batched {"count":10}']);
  });

  it('lead to no trace that is not recorded, and say how many are not', async () => {
    exchange.state = { ...exchange.state, sampling: 0 };
    await show('?section=flows');
    await userEvent.click(button('Start Batched order flow 10 times'));
    expect(await screen.findByText('10 not recorded (sampling)')).toBeDefined();
    expect(document.querySelector('a[href^="/traces/"]')).toBeNull();
  });

  it('say why they were not started', async () => {
    await show('?section=flows');
    server.use(http.post('*/flows/*', () => HttpResponse.json({ detail: 'Still starting.' }, { status: 503 })));
    await userEvent.click(button('Start Batched order flow once'));
    expect(await screen.findByText('Still starting.')).toBeDefined();
  });
});

describe('faults', () => {
  it('are planted and taken away, with their truth beside them', async () => {
    await show('?section=faults');
    expect(screen.getByText('4,890 ms longer at binance.')).toBeDefined();
    const fault = screen.getByRole('switch', { name: 'Slow venue' });
    await userEvent.click(fault);
    await waitFor(() => expect(bar().textContent).toContain('1 fault planted'));
    await waitFor(() => expect(fault.getAttribute('aria-checked')).toBe('true'));
    await userEvent.click(fault);
    await waitFor(() => expect(bar().textContent).toContain('Quiet'));
    expect(told()).toEqual(['PUT faults/slow-venue {"active":true}', 'PUT faults/slow-venue {"active":false}']);
  });

  it('stay as they were when the exchange refuses, with its reason', async () => {
    await show('?section=faults');
    server.use(http.put('*/faults/*', () => HttpResponse.json({ detail: 'Not while it starts.' }, { status: 503 })));
    await userEvent.click(screen.getByRole('switch', { name: 'Slow venue' }));
    expect((await screen.findByRole('alert')).textContent).toBe('Not while it starts.');
    await waitFor(() =>
      expect(screen.getByRole('switch', { name: 'Slow venue' }).getAttribute('aria-checked')).toBe('false'),
    );
  });
});

describe('load and sampling', () => {
  it('asks for the rate at which the slider comes to rest, once', async () => {
    await show();
    const slider = screen.getByRole('slider', { name: 'Orders a second' });
    for (const value of [40, 90, 100]) fireEvent.change(slider, { target: { value } });
    await waitFor(() => expect(bar().textContent).toContain('Load of 2,000 orders/s, 0 achieved'));
    expect(told()).toEqual(['PUT load {"ordersPerSecond":2000}']);
    expect(slider.getAttribute('aria-valuetext')).toBe('2,000 orders a second');
  });

  it('takes a rate as a number up to the limit; what is none, or beyond it, stays as typed and is told what may be', async () => {
    await show();
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Orders a second, 0 to 2000' });
    for (const text of ['5000', 'many', '-1', '1e3']) {
      await userEvent.clear(field);
      await userEvent.type(field, `${text}{Enter}`);
      expect([field.value, field.getAttribute('aria-invalid')]).toEqual([text, 'true']);
      expect(screen.getByRole('alert').textContent).toBe(
        `${text} is not asked for: enter a rate in digits, from 0 to 2000. Escape puts 0 back.`,
      );
    }
    await userEvent.keyboard('{Escape}');
    expect([field.value, field.getAttribute('aria-invalid'), screen.queryByRole('alert')]).toEqual(['0', null, null]);
    expect(told()).toEqual([]);
    await userEvent.clear(field);
    await userEvent.type(field, '137{Enter}');
    await waitFor(() => expect(told()).toEqual(['PUT load {"ordersPerSecond":137}']));
    expect(document.activeElement).toBe(field);
  });

  it('sets the share of traces that is recorded, and shows one that was set elsewhere', async () => {
    exchange.state = { ...exchange.state, sampling: 0.25 };
    await show();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: '25 %' }).checked).toBe(true);
    await userEvent.click(screen.getByRole('radio', { name: '1 %' }));
    await waitFor(() => expect(told()).toEqual(['PUT sampling {"ratio":0.01}']));
  });
});

describe('"Stop everything"', () => {
  it('ends the run, the load and the faults with one click', async () => {
    exchange.state = {
      ...exchange.state,
      run: RUN,
      load: { ordersPerSecond: 100, achieved: 98, limit: 2000 },
      faults: [faultOf({ active: true })],
    };
    await show();
    await userEvent.click(button('Stop everything'));
    await waitFor(() => expect(bar().textContent).toContain('Quiet'));
    expect(told().toSorted()).toEqual([
      'DELETE run',
      'PUT faults/slow-venue {"active":false}',
      'PUT load {"ordersPerSecond":0}',
    ]);
  });

  it('is the last word: a slider that has not come to rest is not asked for any more', async () => {
    exchange.state = { ...exchange.state, run: RUN };
    await show();
    fireEvent.change(screen.getByRole('slider', { name: 'Orders a second' }), { target: { value: 90 } });
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')).not.toBe('none');
    await userEvent.click(button('Stop everything'));
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toBe('none');
    await waitFor(() => expect(bar().textContent).toContain('Quiet'));
    expect(told().toSorted()).toEqual(['DELETE run', 'PUT load {"ordersPerSecond":0}']);
  });

  it('waits for what was asked for before it, and stops that, too', async () => {
    await show('?section=faults');
    await userEvent.click(screen.getByRole('switch', { name: 'Slow venue' }));
    await userEvent.click(button('Stop everything'));
    await waitFor(() => expect(told().at(-1)).toBe('PUT faults/slow-venue {"active":false}'));
    await waitFor(() => expect(button('Stop everything').disabled).toBe(true));
  });

  it('stops the rest although one thing does not stop, and says which reason it gave', async () => {
    exchange.state = { ...exchange.state, run: RUN, faults: [faultOf({ active: true })] };
    await show();
    server.use(http.delete('*/run', () => HttpResponse.json({ detail: 'It does not stop.' }, { status: 500 })));
    await userEvent.click(button('Stop everything'));
    expect((await screen.findByRole('alert')).textContent).toBe('It does not stop.');
    expect(told().toSorted()).toEqual(['PUT faults/slow-venue {"active":false}', 'PUT load {"ordersPerSecond":0}']);
  });

  it('has nothing to do while all is quiet', async () => {
    await show();
    expect(button('Stop everything').disabled).toBe(true);
  });
});

describe('the order book', () => {
  it('shows both sides with the spread and the last trade', async () => {
    await show();
    const bids = await screen.findByRole('table', { name: 'Bids' });
    expect(within(bids).getAllByRole('row')[1]?.textContent).toBe('0.5099.00');
    expect(within(screen.getByRole('table', { name: 'Asks' })).getAllByRole('row')[1]?.textContent).toBe('101.000.25');
    // 2 of 100, the middle.
    expect(screen.getByText('2.00 (200.00 bp)')).toBeDefined();
    expect(screen.getByText('101.00 × 0.10')).toBeDefined();
  });

  it('is of the symbol in the URL, and says when it is empty or unknown', async () => {
    await show('?symbol=AAPL');
    expect(await screen.findByText('Nobody bids or offers AAPL')).toBeDefined();
    cleanup();
    await show('?symbol=DOGE');
    expect((await screen.findByRole('alert')).textContent).toContain('The exchange knows nothing called DOGE.');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Symbol' }), 'BTCUSDT');
    expect(await screen.findByRole('table', { name: 'Bids' })).toBeDefined();
    expect(window.location.search).toBe('?symbol=BTCUSDT');
  });
});

describe('feeds', () => {
  it('show their health, and what has no column as words', async () => {
    exchange.state = {
      ...exchange.state,
      feeds: [
        feedOf({ state: 'disconnected', reason: 'closed with 1006', gaps: 4, reconnects: 2, heartbeatsMissed: 3 }),
        feedOf({ venue: 'kraken', ageP50Ms: null, ageP99Ms: null, staleSymbols: ['BTCUSD'], qualityScore: 41.2 }),
      ],
    };
    await show();
    const rows = within(screen.getByRole('group', { name: 'List of feeds' })).getAllByRole('row');
    expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
      ['Feed', 'Quality', 'Msg/s', 'Age p50', 'p99', 'Gaps', 'Dup.', 'Reconn.'],
      ['binanceDisconnected', '100', '40.0', '1.25 ms', '8 ms', '4', '0', '2'],
      ['closed with 1006 · 3 heartbeats missed'],
      ['krakenSubscribed', '41', '40.0', '–', '–', '0', '0', '0'],
      ['stale: BTCUSD'],
    ]);
  });
});

describe('asking', () => {
  it('goes on while the page is visible, and stops while it is hidden', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await show();
    await screen.findByRole('table', { name: 'Bids' });
    const { asked } = exchange;
    expect(asked).toEqual({ state: 1, book: 1 });

    vi.advanceTimersByTime(BOOK_EVERY_MS);
    await answered(() => asked.book === 2);
    vi.advanceTimersByTime(STATE_EVERY_MS - BOOK_EVERY_MS);
    await answered(() => asked.book === 3 && asked.state === 2);

    focusManager.setFocused(false);
    vi.advanceTimersByTime(10 * STATE_EVERY_MS);
    // A question of the test's own, answered after whatever the page may have asked.
    await fetch('/api/exchange/books/BTCUSDT');
    expect(asked).toEqual({ state: 2, book: 4 });

    focusManager.setFocused(true);
    vi.advanceTimersByTime(STATE_EVERY_MS);
    await answered(() => asked.state === 3);
  });

  it('that fails says so above what was known last', async () => {
    await show();
    server.use(http.get('*/api/exchange', () => HttpResponse.json({ detail: 'Out for lunch.' }, { status: 503 })));
    await waitFor(() => expect(bar().textContent).toContain('This is not the latest: Out for lunch.'), {
      timeout: 3000,
    });
    expect(screen.getByRole('list', { name: 'Scenarios' })).toBeDefined();
  });
});

describe('the bar', () => {
  it('says how many spans a fault keeps back, as those are never exported', async () => {
    exchange.state = { ...exchange.state, spans: { ended: 1_000, exported: 952, failed: 0, withheld: 48 } };
    await show();
    expect(bar().textContent).toContain('952 of 1,000 spans exported');
    expect(bar().textContent).toContain('withheld by a fault: 48');
  });
});

describe('the trading day', () => {
  it('is ended by a button, which says how many orders expired and which venues had none', async () => {
    await show();
    await userEvent.click(screen.getByRole('button', { name: 'End the trading day' }));
    expect(
      await screen.findByText('1 client order has expired, in 2 exchange orders. Dead, so without orders: kraken.'),
    ).toBeDefined();
    expect(exchange.told).toEqual(['POST session/end']);
  });

  it('says why it could not be ended', async () => {
    await show();
    const problem = { type: 'about:blank', title: 'Unavailable', status: 503, detail: 'The exchange is stopping.' };
    server.use(http.post('*/api/exchange/session/end', () => HttpResponse.json(problem, { status: 503 })));
    await userEvent.click(screen.getByRole('button', { name: 'End the trading day' }));
    expect(await screen.findByText('The exchange is stopping.')).toBeDefined();
  });
});
