// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { spanOf } from '@/components/span-detail/test-span';
import { traceFromText } from '@/lib/trace/from-text';
import type { Trace } from '@/lib/trace/trace';
import { openTracePage, stubBrowser } from './test-page';
import { traceBytes } from './test-trace-bytes';

vi.mock('next/navigation', () => import('@/lib/url/test-navigation'));

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const OTHER_TRACE = 'b'.repeat(32);
// 2026-11-03T12:00:00Z, long ago for every run of these tests that is not that very minute.
const ORIGIN = 1_793_707_200_000_000_000n;
const ORDER = `
  gateway:place_order 0-100ms
    risk:check_risk 10-50ms
      db:read_limits 20-30ms error
    engine:match 50-90ms rejected
`;

const traceOf = (text: string) => traceFromText(text.replaceAll(/(\d)-(\d+)ms/g, '$1ms-$2ms'), { origin: ORIGIN });
const hex = (id: number) => id.toString(16).padStart(16, '0');

let trace: Trace | { status: number; detail: string };
const server = setupServer(
  http.get('*/api/peers', () => HttpResponse.json({ detail: 'Not in this test.' }, { status: 404 })),
  http.get('*/api/traces/:traceId', () =>
    'status' in trace
      ? HttpResponse.json({ detail: trace.detail }, { status: trace.status })
      : HttpResponse.arrayBuffer(traceBytes(trace).buffer),
  ),
  http.get('*/api/traces/:traceId/attribute', () =>
    HttpResponse.json({ detail: 'Not in this test.' }, { status: 404 }),
  ),
  http.get('*/api/traces/:traceId/spans/:spanId', ({ params }) => {
    const { traceId, spanId } = params as { traceId: string; spanId: string };
    const target = { service: 'batching', name: 'collect_batch', startTimeUnixNano: '1', durationNanos: 1 };
    const causedBy = [{ traceId: OTHER_TRACE, spanId: hex(9), attributes: [], target }];
    return HttpResponse.json(spanOf({ traceId, spanId, name: `span ${spanId}`, causedBy }));
  }),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

beforeEach(() => {
  trace = traceOf(ORDER);
  window.history.replaceState(null, '', `/traces/${TRACE_ID}`);
  stubBrowser();
});

const open = (search = '') => openTracePage(TRACE_ID, search);

const grid = () => screen.findByRole('treegrid', { name: 'Spans' });
const rowNames = async () =>
  within(await grid())
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.querySelector('[role=gridcell]')?.textContent);
const row = async (name: RegExp) => within(await grid()).findByRole('row', { name });
const search = () => new URLSearchParams(window.location.search);

describe('the trace page', () => {
  it('heads the trace with what it is', async () => {
    open();
    const header = await screen.findByRole('banner');
    expect(within(header).getByRole('heading', { level: 1 }).textContent).toBe('gatewayplace_order');
    const facts = [...header.querySelectorAll('dl > div')].map((fact) => fact.textContent);
    expect(facts).toEqual([
      'Duration100 ms',
      expect.stringMatching(/^Started2026-11-0/),
      'Spans4',
      'Services4',
      'Errors1',
      'Rejected1',
      expect.stringContaining(TRACE_ID),
    ]);
  });

  it('says what it was caused by and led to, and shows the links of the first such span', async () => {
    trace = traceOf('gateway:place_order 0-100ms links=5\n  risk:check_risk 10-50ms\n    db:read 20-30ms ledto=61');
    const user = open('?fold=0');
    const header = await screen.findByRole('banner');
    expect(header.textContent).toContain('Caused by 5 spans · led to 61 spans');
    expect((await rowNames())[0]).toContain('Caused by 5 spans.');
    await user.click(within(header).getByRole('button', { name: 'led to 61 spans' }));
    expect((await row(/db read. Led to 61 spans/)).getAttribute('aria-selected')).toBe('true');
    expect((await screen.findByRole('tab', { name: /Links/ })).getAttribute('aria-selected')).toBe('true');
  });

  it('gives screen readers the tree with levels, places and what the glyphs say', async () => {
    open();
    expect(await rowNames()).toEqual([
      'gateway place_order',
      'risk check_risk',
      'db read_limits. Ended with an error.',
      'engine match. Rejected: a business refusal, not an error.',
    ]);
    const match = await row(/match/);
    expect(match.getAttribute('aria-level')).toBe('2');
    expect(match.getAttribute('aria-posinset')).toBe('2');
    expect(match.getAttribute('aria-setsize')).toBe('2');
    expect(match.getAttribute('aria-expanded')).toBeNull();
    expect((await row(/check_risk/)).getAttribute('aria-expanded')).toBe('true');
  });

  it('has one row in the tab order, and moves it with the arrow keys', async () => {
    const user = open();
    (await row(/place_order/)).focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement).toBe(await row(/read_limits/));
    expect((await grid()).querySelectorAll('[role=row][tabindex="0"]')).toHaveLength(1);
  });

  it('folds and unfolds with left and right, says what is hidden, and keeps it in the URL', async () => {
    const user = open();
    (await row(/check_risk/)).focus();
    await user.keyboard('{ArrowLeft}');
    expect((await rowNames())[1]).toBe('risk check_risk. 1 span folded away. 1 error below.');
    await waitFor(() => expect(search().get('rows')).toBe('AAAAAAAAAAC'));
    await user.keyboard('{ArrowRight}');
    expect(await rowNames()).toHaveLength(4);
    await waitFor(() => expect(window.location.search).toBe(''));
  });

  it('opens details on a click and with Enter, and closes them with Escape', async () => {
    const user = open();
    await user.click(await row(/match/));
    const details = await screen.findByRole('complementary', { name: 'Span' });
    expect(within(details).getByRole('heading', { name: 'match' })).toBeTruthy();
    await waitFor(() => expect(search().get('span')).toBe(hex(4)));
    await user.keyboard('{ArrowUp}');
    expect(await screen.findByRole('heading', { name: 'read_limits' })).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).toBeNull();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { name: 'read_limits' })).toBeTruthy();
  });

  it('goes to errors that are folded away', async () => {
    const user = open('?fold=0');
    expect(await rowNames()).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Next error' }));
    expect(document.activeElement).toBe(await row(/read_limits/));
    expect(screen.getByText('Error 1 of 1')).toBeTruthy();
  });

  it('groups by service, and by folding all leaves the headings', async () => {
    const user = open();
    await user.click(await screen.findByRole('radio', { name: 'By service' }));
    expect((await rowNames())[0]).toBe('gateway . 1 span.');
    await user.click(screen.getByRole('button', { name: 'Collapse all' }));
    expect(await rowNames()).toHaveLength(4);
    await waitFor(() => expect(window.location.search).toBe('?group=service&fold=1&services=folded'));
  });

  it('starts at the top when the rows are arranged in another way', async () => {
    const user = open(`?span=${hex(4)}`);
    const scroller = (await grid()).parentElement as HTMLElement;
    await user.click(screen.getByRole('radio', { name: 'By service' }));
    expect((await rowNames())[0]).toBe('gateway . 1 span.');
    expect(scroller.scrollTop).toBe(0);
    scroller.scrollTop = 48;
    await user.click(screen.getByRole('radio', { name: 'Tree' }));
    expect(scroller.scrollTop).toBe(0);
  });

  it('says what is odd and leads there', async () => {
    trace = traceOf(`${ORDER}\nlost 95-99ms parent=77`.replace('\n  gateway', '\ngateway').replaceAll('\n  ', '\n'));
    const user = open();
    await user.click(
      await screen.findByRole('button', {
        name: '1 span names a parent that is not stored, so it stands without one.',
      }),
    );
    expect((await row(/lost/)).getAttribute('aria-selected')).toBe('true');
  });
});

describe('a URL', () => {
  it('gives the view that it was written from', async () => {
    open(`?span=${hex(2)}&from=10000000&to=60000000&path=off&tab=links`);
    expect((await row(/check_risk/)).getAttribute('aria-selected')).toBe('true');
    const start = screen.getByRole('slider', { name: 'Start of the zoom window' });
    expect(start.getAttribute('aria-valuetext')).toBe('10.0 ms');
    expect(screen.getByRole('button', { name: 'Critical path' }).getAttribute('aria-pressed')).toBe('false');
    expect(screen.getByRole('tab', { name: /Links/ }).getAttribute('aria-selected')).toBe('true');
  });

  it('is copied by Share, up to date to the last change', async () => {
    const user = open();
    const copied = vi.spyOn(navigator.clipboard, 'writeText');
    await user.click(await row(/match/));
    await user.click(screen.getByRole('button', { name: 'Share' }));
    expect(copied).toHaveBeenCalledWith(expect.stringContaining(`/traces/${TRACE_ID}?span=${hex(4)}`));
    expect(await screen.findByText('Link copied. It opens what you see.')).toBeTruthy();
  });

  it('is offered for copying by hand where the clipboard is closed', async () => {
    const user = open();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('NotAllowedError'));
    await user.click(await screen.findByRole('button', { name: 'Share' }));
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Link to this view' });
    expect(field.value).toContain(TRACE_ID);
  });

  it('that changes behind the page changes the page', async () => {
    open(`?span=${hex(2)}`);
    await screen.findByRole('complementary');
    window.history.replaceState(null, '', `/traces/${TRACE_ID}`);
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
  });
});

describe('the trail', () => {
  it('grows by the span whose link is followed', async () => {
    open(`?span=${hex(2)}&tab=links`);
    const link = await screen.findByRole('link', { name: /collect_batch/ });
    expect(link.getAttribute('href')).toBe(
      `/traces/${OTHER_TRACE}?span=${hex(9)}&tab=links&trail=${TRACE_ID}-${hex(2)}`,
    );
  });

  it('names its steps and leads back without them', async () => {
    open(`?trail=${'c'.repeat(32)}-${hex(5)}.${OTHER_TRACE}-${hex(9)}`);
    const steps = within(await screen.findByRole('navigation', { name: 'Trail' }));
    const back = await steps.findByRole('link', { name: `risk-manager span ${hex(9)}` });
    expect(back.getAttribute('href')).toBe(
      `/traces/${OTHER_TRACE}?span=${hex(9)}&tab=links&trail=${'c'.repeat(32)}-${hex(5)}`,
    );
  });
});

describe('a trace that cannot be shown', () => {
  it('is looked for again when it is not stored', async () => {
    const found = trace;
    trace = { status: 404, detail: 'No span of it is stored.' };
    const user = open();
    expect(await screen.findByText('This trace is not stored')).toBeTruthy();
    trace = found;
    await user.click(screen.getByRole('button', { name: 'Look again' }));
    expect(await grid()).toBeTruthy();
  });

  it('says that the id is none', async () => {
    trace = { status: 400, detail: 'A trace id is 32 hexadecimal digits.' };
    open();
    expect(await screen.findByText('This is not a trace id')).toBeTruthy();
    expect(screen.getByText('A trace id is 32 hexadecimal digits.')).toBeTruthy();
  });

  it('says what the server said, and tries again', async () => {
    const found = trace;
    trace = { status: 503, detail: 'The store is still opening.' };
    const user = open();
    expect(await screen.findByText('The store is still opening.')).toBeTruthy();
    trace = found;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await grid()).toBeTruthy();
  });

  it('stays on the screen when it cannot be loaded again, and says that it is not up to date', async () => {
    const user = open();
    await grid();
    trace = { status: 503, detail: 'The store is still opening.' };
    await user.click(screen.getByRole('button', { name: 'Load the trace again' }));
    expect(await screen.findByText('Not up to date: The store is still opening.')).toBeTruthy();
    expect(await rowNames()).toHaveLength(4);
  });

  it('grows in place when more of it has arrived', async () => {
    const user = open(`?span=${hex(4)}`);
    await row(/match/);
    trace = traceOf(`${ORDER}    audit:log 92-95ms id=9\n`);
    await user.click(screen.getByRole('button', { name: 'Load the trace again' }));
    await row(/audit log/);
    expect((await row(/match/)).getAttribute('aria-selected')).toBe('true');
  });
});
