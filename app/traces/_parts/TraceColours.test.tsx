// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { attributeBytes } from './test-attribute-bytes';
import { openTracePage, stubBrowser } from './test-page';
import { traceBytes } from './test-trace-bytes';

vi.mock('next/navigation', () => import('@/lib/url/test-navigation'));

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const TRACE = traceFromText(
  `
  gateway:place_order 0-100
    risk:check 10-50
      db:read 20-30 error
    risk:check 60-120
`,
  { origin: 1_793_707_200_000_000_000n },
);
const VALUES: Record<string, readonly (readonly [bigint, string])[]> = {
  'order.id': [
    [1n, 'ORD-1'],
    [2n, 'ORD-1'],
  ],
  'order.side': [
    [2n, 'BUY'],
    [4n, 'SELL'],
  ],
};

/** Null: the values are refused. */
let values: typeof VALUES | null;
const server = setupServer(
  http.get('*/api/traces/:traceId', () => HttpResponse.arrayBuffer(traceBytes(TRACE).buffer)),
  http.get('*/api/traces/:traceId/attribute', ({ request }) => {
    const key = new URL(request.url).searchParams.get('key');
    if (key === null) return HttpResponse.json({ keys: [{ key: 'order.side', spanCount: 2 }], keyCount: 1 });
    return values === null
      ? HttpResponse.json({ detail: 'It has 60000 different values. Choose one with fewer.' }, { status: 413 })
      : HttpResponse.arrayBuffer(attributeBytes(values[key] ?? []).buffer);
  }),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

beforeEach(() => {
  values = VALUES;
  stubBrowser();
});

const open = (search = '') => openTracePage(TRACE_ID, search);

const search = () => new URLSearchParams(window.location.search);
const rowNames = async () =>
  within(await screen.findByRole('treegrid', { name: 'Spans' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.querySelector('[role=gridcell]')?.textContent);
const legend = async () =>
  within(await screen.findByRole('list', { name: 'Colours' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent);

describe('the colours of a trace', () => {
  it('mean the services, with how many spans each has', async () => {
    open();
    expect(await legend()).toEqual(['risk2', 'gateway1', 'db1']);
  });

  it('mean what is chosen, in the URL and in the words of the rows', async () => {
    const user = open();
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Colour by' }), 'Status');
    await waitFor(async () => expect(await legend()).toEqual(['error1', 'unset3']));
    expect((await rowNames())[2]).toContain('Status error');
    await waitFor(() => expect(search().get('colour')).toBe('status'));
  });

  it('mean the values of an attribute, and say how many spans are without', async () => {
    const user = open();
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Colour by' }), 'Attribute');
    await user.type(screen.getByRole('combobox', { name: 'Attribute to colour by' }), 'order.side{Enter}');
    await waitFor(async () => expect(await legend()).toEqual(['BUY1', 'SELL1', 'without: 2 spans']));
    expect((await rowNames())[3]).toContain('order.side SELL');
    expect((await rowNames())[0]).toContain('No order.side');
    await waitFor(() => expect(search().get('colour')).toBe('@order.side'));
  });

  it('are looked for in the trace when their legend is pressed', async () => {
    const user = open();
    await user.click(await screen.findByRole('button', { name: /^risk/ }));
    await waitFor(() => expect(search().get('find')).toBe('service=risk'));
    expect((await rowNames())[1]).toContain('Found');
  });
});

describe('attributes behind the names', () => {
  it('are order ids at first, said with the row, until others are chosen', async () => {
    const user = open();
    await waitFor(async () => expect((await rowNames())[1]).toContain('order.id ORD-1'));
    await user.click(screen.getByRole('button', { name: /^Pills/ }));
    await user.type(screen.getByRole('combobox', { name: 'Attribute to add' }), 'order.side{Enter}');
    await waitFor(async () => expect((await rowNames())[1]).toContain('order.id ORD-1. order.side BUY.'));
    await user.click(screen.getByRole('button', { name: 'Take order.id away' }));
    await waitFor(() => expect(search().getAll('pills')).toEqual(['order.side']));
    expect((await rowNames())[1]).not.toContain('ORD-1');
  });

  it('are found in this trace or searched for in all by a key on the row', async () => {
    const user = open();
    await waitFor(async () => expect((await rowNames())[1]).toContain('order.id ORD-1'));
    const row = screen.getByRole('row', { name: /risk check.*ORD-1/ });
    row.focus();
    fireEvent.keyDown(row, { key: 'i' });
    const menu = screen.getByRole('dialog', { name: 'Attributes of the span' });
    const href = within(menu).getByRole('link', { name: 'Search all traces' }).getAttribute('href') ?? '';
    expect(new URL(href, 'http://localhost').searchParams.get('q')).toBe('order.id=ORD-1');
    await user.click(within(menu).getByRole('button', { name: 'Find in this trace' }));
    await waitFor(() => expect(search().get('find')).toBe('order.id=ORD-1'));
    expect(screen.queryByRole('dialog', { name: 'Attributes of the span' })).toBeNull();
  });

  it('are missed with the reason, and asked for again', async () => {
    values = null;
    const user = open();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('60000 different values');
    values = VALUES;
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(async () => expect((await rowNames())[1]).toContain('order.id ORD-1'));
  });
});

it('says of a span how long those below went on after it', async () => {
  open();
  expect((await rowNames())[0]).toContain('Spans below it went on for 20 ns after its end');
});

it('says of a span which share of the trace it is, and how long it worked itself', async () => {
  open();
  const row = await screen.findByRole('row', { name: /db read/ });
  // 10 of 120 ns; nothing is below it.
  expect(row.lastElementChild?.textContent).toBe('10 ns, 8.3 % of the trace, self time 10 ns');
});
