// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LatencyResponse, ServicesResponse } from '@/lib/api/contract';
import { LatencyPage } from './LatencyPage';
import { latencyOf, operationOf, TEN_MS } from './test-support';

vi.mock('next/navigation', () => import('@/lib/url/test-navigation'));

const MINUTE_MS = 60_000;
const RANGE = `start=${TEN_MS}&end=${TEN_MS + 3 * MINUTE_MS}`;

const checkRisk = operationOf({
  examples: [{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), durationNanos: 10_000_000 }],
});
const placeOrder = operationOf({ service: 'gateway', name: 'POST /v1/order', p95: 2_000_000, count: 900, errors: 9 });

let answer: LatencyResponse | null;
let asked: URLSearchParams[];

const server = setupServer(
  http.get('*/api/latency', ({ request }) => {
    asked.push(new URL(request.url).searchParams);
    if (answer) return HttpResponse.json(answer);
    return HttpResponse.json({ detail: 'The store gave up on this query (limit: 30 s).' }, { status: 503 });
  }),
  http.get('*/api/services', () => HttpResponse.json<ServicesResponse>({ services: [], serviceCount: 0 })),
);

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => new EventTarget());
  // jsdom has no canvas; what is drawn is tested by its layout.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  asked = [];
  const busy = { count: 600, errors: 3, rejected: 1, p50: 1_200_000, p95: 5_000_000, p99: 9_000_000, max: 10_000_000 };
  answer = latencyOf([{ count: 60, p50: 1, p95: 2, p99: 3, max: 3 }, busy, {}], [checkRisk, placeOrder]);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function show(search: string) {
  window.history.replaceState(null, '', `/latency?${search}`);
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <LatencyPage />
    </QueryClientProvider>,
  );
}

const charts = () => screen.findByRole('slider');
const operations = () => within(screen.getByRole('region', { name: 'Slowest operations' }));
const operationNames = () =>
  operations()
    .getAllByRole('rowheader')
    .map((header) => within(header).getByRole('link').textContent);
const search = () => new URLSearchParams(window.location.search);

describe('the latency page', () => {
  it('says what it is loading, then lists the operations by p95', async () => {
    await show(RANGE);
    expect(screen.getByRole('status').textContent).toContain('Loading rates and durations');
    await charts();
    expect(operationNames()).toEqual(['check_risk', 'POST /v1/order']);
    expect(asked[0]?.get('start')).toBe(`${TEN_MS}000000`);
  });

  it('reads a step out where the arrow keys move', async () => {
    await show(RANGE);
    const slider = await charts();
    slider.focus();
    await userEvent.keyboard('{Home}{ArrowRight}');
    expect(slider.getAttribute('aria-valuetext')).toMatch(
      /: 10.0 per second, 3 errors, 1 rejected, p50 1.20 ms, p95 5.00 ms, p99 9.00 ms$/,
    );
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(slider.getAttribute('aria-valuetext')).toMatch(/: no spans$/);
  });

  it('zooms into what Shift and the arrow keys select, and finds the way back', async () => {
    await show(RANGE);
    (await charts()).focus();
    await userEvent.keyboard('{Home}{Shift>}{ArrowRight}{/Shift}{Enter}');
    expect(search().get('zoom')).toBe(`${TEN_MS}-${TEN_MS + 2 * MINUTE_MS}`);
    expect(search().get('start')).toBe(String(TEN_MS));
    await userEvent.click(await screen.findByRole('button', { name: 'Back to the whole range' }));
    expect(search().get('zoom')).toBeNull();
    expect(asked.map((params) => params.get('end'))).toContain(`${TEN_MS + 2 * MINUTE_MS}000000`);
  });

  it('leaves the zoom with Escape', async () => {
    await show(`${RANGE}&zoom=${TEN_MS}-${TEN_MS + MINUTE_MS}`);
    (await charts()).focus();
    await userEvent.keyboard('{Escape}');
    expect(search().get('zoom')).toBeNull();
  });

  it('sorts by a column, then the other way round, and keeps that in the URL', async () => {
    await show(RANGE);
    await charts();
    await userEvent.click(screen.getByRole('button', { name: 'Rate' }));
    expect(operationNames()).toEqual(['POST /v1/order', 'check_risk']);
    expect(operations().getByRole('columnheader', { name: 'Rate' }).getAttribute('aria-sort')).toBe('descending');
    await userEvent.click(screen.getByRole('button', { name: 'Rate' }));
    expect(operationNames()).toEqual(['check_risk', 'POST /v1/order']);
    expect(search().toString()).toBe(`${RANGE}&sort=rate&order=asc`);
  });

  it('filters by an operation when its row is clicked, and shows all again', async () => {
    await show(RANGE);
    await charts();
    await userEvent.click(screen.getByRole('cell', { name: 'gateway' }));
    expect([search().get('service'), search().get('operation')]).toEqual(['gateway', 'POST /v1/order']);
    expect(await screen.findByRole('heading', { name: 'POST /v1/order of gateway' })).toBeDefined();
    expect([asked.at(-1)?.get('service'), asked.at(-1)?.get('operation')]).toEqual(['gateway', 'POST /v1/order']);
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(search().get('service')).toBeNull();
  });

  it('leads to example traces and to a search for slower spans', async () => {
    await show(RANGE);
    const example = await screen.findByRole('link', { name: '10.0 ms' });
    expect(example.getAttribute('href')).toBe(`/traces/${'a'.repeat(32)}?span=${'b'.repeat(16)}`);
    const slower = screen.getByRole('link', { name: /Search for spans of check_risk/ });
    expect(slower.getAttribute('href')).toContain('service%3Drisk-manager+operation%3Dcheck_risk+duration%3E5.00ms');
    expect(screen.getByText('no longer stored')).toBeDefined();
  });

  it('gives the numbers of the charts as a table', async () => {
    await show(RANGE);
    await charts();
    const rows = within(screen.getByRole('group', { name: 'Steps as a table', hidden: true })).getAllByRole('row', {
      hidden: true,
    });
    expect(
      rows.map((row) =>
        within(row)
          .queryAllByRole('cell', { hidden: true })
          .map((cell) => cell.textContent),
      ),
    ).toEqual([
      [],
      ['1.00 /s', '60', '0', '0', '1 ns', '2 ns', '3 ns', '3 ns'],
      ['10.0 /s', '600', '3', '1', '1.20 ms', '5.00 ms', '9.00 ms', '10.0 ms'],
      ['0 /s', '0', '0', '0', '–', '–', '–', '–'],
    ]);
  });

  it('says which operations are listed when not all are', async () => {
    answer = latencyOf([{ count: 1 }], [checkRisk], 300);
    await show(RANGE);
    expect(await screen.findByText(/the 1 with the highest p95 of 300/)).toBeDefined();
  });

  it('says that nothing was recorded, with the way back out of a zoom', async () => {
    answer = latencyOf([{}], []);
    await show(`${RANGE}&zoom=${TEN_MS}-${TEN_MS + MINUTE_MS}`);
    expect(await screen.findByText(/^Nothing was recorded from/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Back to the whole range' }));
    expect(search().get('zoom')).toBeNull();
  });

  it('gives the reason when there is no answer, and asks again when told to', async () => {
    answer = null;
    await show(RANGE);
    expect((await screen.findByRole('alert')).textContent).toContain('The store gave up on this query (limit: 30 s).');
    answer = latencyOf([{ count: 1 }], [checkRisk]);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await charts();
  });
});
