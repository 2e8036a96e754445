// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServicesResponse } from '@/lib/api/contract';
import { ServicesPage } from './ServicesPage';
import { operationOf, serviceOf } from './test-support';

vi.mock('next/navigation', () => import('@/lib/url/test-navigation'));

/** 2026-01-02T10:00:00Z, and an hour: 60 whole minutes. */
const START_MS = 1_767_348_000_000;
const RANGE = `start=${START_MS}&end=${START_MS + 3_600_000}`;

let answer: ServicesResponse | null;

const server = setupServer(
  http.get('*/api/services', () =>
    answer ? HttpResponse.json(answer) : HttpResponse.json({ detail: 'Fillpath is still starting.' }, { status: 503 }),
  ),
);

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());
beforeEach(() => {
  answer = {
    services: [
      serviceOf({
        name: 'gateway',
        count: 3_600,
        errors: 36,
        operations: [
          operationOf({ name: 'POST /v1/order' }),
          operationOf({ name: 'GET /v1/order/{id}', kind: 'Client' }),
        ],
      }),
      serviceOf({ name: 'wallet', p95: 5_000_000, operations: [operationOf({ name: 'check_balance' })] }),
    ],
    serviceCount: 2,
  };
});
afterEach(cleanup);

function show(search: string) {
  window.history.replaceState(null, '', `/services?${search}`);
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ServicesPage />
    </QueryClientProvider>,
  );
}

const search = () => new URLSearchParams(window.location.search);
const rows = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getByRole('rowheader').textContent);

describe('the list of services', () => {
  it('says what it is loading, then lists the services by name with their numbers', async () => {
    show(RANGE);
    expect(screen.getByRole('status').textContent).toContain('Loading the services');
    const gateway = (await screen.findByRole('button', { name: 'gateway 2 operations' })).closest('tr') as HTMLElement;
    expect(
      within(gateway)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['1.00 /s', '1.00 % (36)', '0', '100 ns', '200 ns', '300 ns', '400 ns', 'LatencySearch']);
    expect(rows()).toEqual(['gateway 2 operations', 'wallet 1 operation']);
  });

  it('unfolds the operations of a service, and keeps that in the URL', async () => {
    show(RANGE);
    const toggle = await screen.findByRole('button', { name: 'gateway 2 operations' });
    await userEvent.click(toggle);
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    expect(rows()).toEqual([
      'gateway 2 operations',
      'GET /v1/order/{id} Client',
      'POST /v1/order Server',
      'wallet 1 operation',
    ]);
    expect(search().getAll('open')).toEqual(['gateway']);
    await userEvent.click(toggle);
    expect(search().getAll('open')).toEqual([]);
  });

  it('filters by what is typed, over services and operations', async () => {
    show(RANGE);
    await userEvent.type(await screen.findByRole('searchbox'), 'balance');
    expect(rows()).toEqual(['wallet 1 operation', 'check_balance Server']);
    expect(search().get('filter')).toBe('balance');
    await userEvent.type(screen.getByRole('searchbox'), ' of nothing');
    expect(screen.getByText('No service or operation contains that text')).toBeDefined();
  });

  it('sorts numbers from the largest', async () => {
    show(RANGE);
    await userEvent.click(await screen.findByRole('button', { name: 'p95' }));
    expect(rows()).toEqual(['wallet 1 operation', 'gateway 2 operations']);
    expect(search().get('sort')).toBe('p95');
  });

  it('leads to the latency page and to a search, in the same time', async () => {
    show(`${RANGE}&open=gateway`);
    const latency = await screen.findByRole('link', { name: 'Latency of POST /v1/order of gateway' });
    expect(latency.getAttribute('href')).toBe(`/latency?${RANGE}&service=gateway&operation=POST+%2Fv1%2Forder`);
    const found = screen.getByRole('link', { name: 'Search for spans of gateway' }).getAttribute('href');
    expect(found).toBe(`/search?q=service%3Dgateway&${RANGE}`);
  });

  it('says which operations and services are listed when not all are', async () => {
    answer = { services: [serviceOf({ operations: [operationOf()], operationCount: 700 })], serviceCount: 4_000 };
    show(`${RANGE}&open=service`);
    expect(await screen.findByText(/The 1 busiest of 700 operations/)).toBeDefined();
    expect(screen.getByText(/the 1 busiest of 4,000 services/)).toBeDefined();
  });

  it('says what to do when no service sent a span', async () => {
    answer = { services: [], serviceCount: 0 };
    show(RANGE);
    expect(await screen.findByText('No service sent a span in this time')).toBeDefined();
  });

  it('gives the reason when there is no answer, and asks again when told to', async () => {
    answer = null;
    show(RANGE);
    expect((await screen.findByRole('alert')).textContent).toContain('Fillpath is still starting.');
    answer = { services: [serviceOf({ name: 'late' })], serviceCount: 1 };
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: /late/ })).toBeDefined();
  });
});
