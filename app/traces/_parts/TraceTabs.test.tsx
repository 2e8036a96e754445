// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { regularTrace } from '@/lib/trace/test-traces';
import type { Trace } from '@/lib/trace/trace';
import { openTracePage, stubBrowser } from './test-page';
import { traceBytes } from './test-trace-bytes';

vi.mock('next/navigation', () => import('@/lib/url/test-navigation'));

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const ORDER = traceFromText(
  `
  gateway:place_order 0-100
    risk:check 10-50
      db:read 20-30 error
    risk:check 60-80 rejected
`,
  { origin: 1_793_707_200_000_000_000n },
);

let trace: Trace;
/** What the routes of the tabs answer, by the end of their path; a number is a status. */
let answers: Record<string, object | number>;
const answer = (name: string) => {
  const what = answers[name];
  return typeof what === 'number'
    ? HttpResponse.json({ detail: `${name} failed.` }, { status: what })
    : HttpResponse.json(what ?? {});
};
const server = setupServer(
  http.get('*/api/peers', () => HttpResponse.json({ detail: 'Not in this test.' }, { status: 404 })),
  http.get('*/api/traces/:traceId', ({ request }) =>
    new URL(request.url).searchParams.get('format') === 'arrow'
      ? HttpResponse.arrayBuffer(traceBytes(trace).buffer)
      : answer('json'),
  ),
  http.get('*/api/traces/:traceId/events', () => answer('events')),
  http.get('*/api/traces/:traceId/attribute', ({ request }) =>
    answer(new URL(request.url).searchParams.has('key') ? 'attribute' : 'keys'),
  ),
  http.get('*/api/traces/:traceId/spans/:spanId', () => answer('span')),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

beforeEach(() => {
  trace = ORDER;
  answers = { keys: { keys: [], keyCount: 0 }, span: 404 };
  stubBrowser();
  // jsdom scrolls nothing.
  Element.prototype.scrollTo = () => {};
});

const open = (search = '') => openTracePage(TRACE_ID, search);

const search = () => new URLSearchParams(window.location.search);
const rowsOf = async (name: string) =>
  within(await screen.findByRole('grid', { name }))
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('gridcell')
        .map((cell) => cell.textContent),
    );

describe('the tabs of a trace', () => {
  it('are one tab stop, moved with the arrow keys, Home and End', async () => {
    const user = open('');
    const first = await screen.findByRole('tab', { name: 'Timeline' });
    expect(screen.getAllByRole('tab').filter((tab) => tab.tabIndex === 0)).toEqual([first]);
    first.focus();
    await user.keyboard('{ArrowLeft}');
    expect(document.activeElement?.textContent).toBe('JSON');
    await user.keyboard('{Home}{ArrowRight}{ArrowRight}');
    expect(document.activeElement?.textContent).toBe('Statistics');
    await waitFor(() => expect(search().get('view')).toBe('statistics'));
  });

  it('are steps of the history, to which Back leads', async () => {
    const user = open('');
    const steps = window.history.length;
    await user.click(await screen.findByRole('tab', { name: 'Statistics' }));
    await user.click(screen.getByRole('tab', { name: 'Spans' }));
    expect([window.history.length, search().get('view')]).toEqual([steps + 2, 'spans']);
    window.history.back();
    const statistics = screen.getByRole('tab', { name: 'Statistics' });
    await waitFor(() => expect(statistics.getAttribute('aria-selected')).toBe('true'));
    expect([window.history.length, search().get('view')]).toEqual([steps + 2, 'statistics']);
  });
});

describe('statistics', () => {
  it('have the numbers of each name, and sort by what is clicked', async () => {
    const user = open('?view=statistics');
    // By self time: the gateway 40, the checks 30 and 20, the read 10.
    expect(await rowsOf('Statistics')).toEqual([
      ['risk check', '2', '60 ns', '50 ns', '20 ns', '40 ns', '40 ns', '40 ns', ''],
      ['gateway place_order', '1', '100 ns', '40 ns', '100 ns', '100 ns', '100 ns', '100 ns', ''],
      ['db read', '1', '10 ns', '10 ns', '10 ns', '10 ns', '10 ns', '10 ns', '1'],
    ]);
    await user.click(screen.getByRole('button', { name: 'Errors' }));
    await waitFor(async () => expect((await rowsOf('Statistics'))[0]?.[0]).toBe('db read'));
    await waitFor(() => expect(search().get('stats')).toBe('-errors'));
  });

  it('lead to the spans of a row in the timeline', async () => {
    const user = open('?view=statistics&by=service');
    await rowsOf('Statistics');
    screen.getByRole('row', { name: /risk/ }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(window.location.search).toBe('?by=service&find=service%3Drisk'));
  });

  it('say why the values of an attribute are not there, and load them again', async () => {
    answers.attribute = 413;
    open('?view=statistics&by=%40order.id');
    expect(await screen.findByText('attribute failed.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});

describe('the table of spans', () => {
  it('keeps what is asked for, says how many, and opens a span', async () => {
    const user = open('?view=spans&sort=-duration');
    expect((await rowsOf('Spans')).map((row) => row[4])).toEqual(['100 ns', '40 ns', '20 ns', '10 ns']);
    await user.click(screen.getByRole('radio', { name: 'Errors' }));
    expect(await screen.findByText('1 of 4 spans')).toBeTruthy();
    await user.click(screen.getByRole('row', { name: /db read/ }));
    expect(await screen.findByRole('complementary', { name: 'Span' })).toBeTruthy();
    await waitFor(() => expect(search().get('only')).toBe('errors'));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).toBeNull();
  });

  it('has one row in the tab order, and moves it with the keys', async () => {
    const user = open('?view=spans');
    const rows = await rowsOf('Spans');
    const grid = screen.getByRole('grid', { name: 'Spans' });
    const focused = () => document.activeElement?.getAttribute('aria-rowindex');
    grid.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(focused()).toBe('3');
    await user.keyboard('{End}');
    expect(focused()).toBe(String(rows.length + 1));
    expect(grid.querySelectorAll('[role=row][tabindex="0"]')).toHaveLength(1);
  });
});

describe('the events', () => {
  const event = (name: string) => ({
    spanId: '0000000000000001',
    service: 'gateway',
    spanName: 'place_order',
    timeUnixNano: String(ORDER.startUnixNano + 5n),
    name,
    attributes: [{ key: 'to', text: 'filled', type: '' }],
    droppedAttributesCount: 2,
  });

  it('are loaded a page at a time, and say how many there are', async () => {
    answers.events = { events: [event('accepted')], eventCount: 2, nextCursor: 'x' };
    const user = open('?view=events');
    expect(await rowsOf('Events')).toEqual([
      ['+5 ns', 'accepted', 'to=filled (2 more were dropped by the sender)', 'gateway', 'place_order'],
    ]);
    expect(screen.getByText('The first 1 of 2 events')).toBeTruthy();
    answers.events = { events: [event('filled')], eventCount: 2, nextCursor: null };
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('2 events')).toBeTruthy();
    expect((await rowsOf('Events')).map((row) => row[1])).toEqual(['accepted', 'filled']);
  });

  it('say that there are none, or why they are not there', async () => {
    answers.events = { events: [], eventCount: 0, nextCursor: null };
    open('?view=events');
    expect(await screen.findByText('No span of this trace has events')).toBeTruthy();
    cleanup();
    answers.events = 503;
    open('?view=events');
    expect(await screen.findByText('events failed.')).toBeTruthy();
  });
});

describe('the JSON', () => {
  it('is indented', async () => {
    answers.json = { resourceSpans: [] };
    open('?view=json');
    expect((await screen.findByRole('region', { name: 'OTLP JSON' })).textContent).toBe('{\n  "resourceSpans": []\n}');
  });

  it('of a large trace is offered as a file alone, with the reason', async () => {
    trace = regularTrace(
      2001,
      (i) => i - 1,
      (i) => [i, 5000 - i],
    );
    open('?view=json');
    expect(await screen.findByText(/It has 2,001 spans, and the text of more than 2,000/)).toBeTruthy();
    const link = screen.getByRole('link', { name: 'Download OTLP JSON' });
    expect(link.getAttribute('href')).toBe(`/api/traces/${TRACE_ID}`);
  });
});

describe('the flame graph', () => {
  it('joins spans of one path, zooms by its table and back by its trail', async () => {
    const user = open('?view=flame&as=table');
    const names = async () => (await rowsOf('Frames')).map((row) => row.slice(0, 3));
    expect(await names()).toEqual([
      ['Level 1. gateway place_order', '1', '100 ns'],
      ['Level 2. risk check', '2', '60 ns'],
      ['Level 3. db read', '1', '10 ns'],
    ]);
    await user.click(screen.getByRole('row', { name: /risk check/ }));
    await waitFor(() => expect(search().get('focus')).toBe('0000000000000002'));
    expect(await names()).toHaveLength(2);
    const trail = screen.getByRole('navigation', { name: 'Zoomed into' });
    await user.click(within(trail).getByRole('button', { name: 'Whole trace' }));
    await waitFor(async () => expect(await names()).toHaveLength(3));
  });
});

describe('the download menu', () => {
  it('has the forms of JSON and CSV, and closes with Escape', async () => {
    const user = open('');
    const button = await screen.findByRole('button', { name: 'Download' });
    await user.click(button);
    const menu = screen.getByRole('list', { name: 'Download' });
    expect(within(menu).getByRole('link', { name: 'Jaeger JSON' }).getAttribute('href')).toBe(
      `/api/traces/${TRACE_ID}?format=jaeger`,
    );
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('list', { name: 'Download' })).toBeNull();
    expect(document.activeElement).toBe(button);
  });
});
