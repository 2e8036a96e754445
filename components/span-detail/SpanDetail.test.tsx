// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { useState } from 'react';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { peersResponse, type SpanDetail as Span, spanDetail } from '@/lib/api/contract';
import { togglePill } from '@/lib/url/trace-pills';
import { DETAIL_TABS, type DetailTab } from '@/lib/url/trace-view';
import { SpanDetail } from './SpanDetail';
import type { SpanSummary } from './span-summary';
import { peersOf } from './test-peers';
import { after, SPAN_ID, SPAN_START, spanOf, TRACE_ID } from './test-span';

const OTHER_TRACE = 'b'.repeat(32);
const OTHER_SPAN = 'c'.repeat(16);

let answer: Span | null;
let askedPeers: URLSearchParams;
const server = setupServer(
  http.get('*/api/traces/:traceId/spans/:spanId', () =>
    answer === null
      ? HttpResponse.json({ detail: 'No such span is stored.' }, { status: 404 })
      : // What the tests make up is what the API may give.
        HttpResponse.json(spanDetail.parse(answer)),
  ),
  http.get('*/api/peers', ({ request }) => {
    askedPeers = new URL(request.url).searchParams;
    return HttpResponse.json(peersResponse.parse({ ...peersOf([3]), alike: 3 }));
  }),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => cleanup());
afterAll(() => server.close());
beforeEach(() => {
  answer = spanOf();
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }));
  localStorage.clear();
});

const SUMMARY: SpanSummary = {
  service: 'risk-manager',
  name: 'check_risk',
  kind: 'Server',
  status: 'Error',
  rejected: false,
  startNanos: 1_200_000,
  durationNanos: 4_891_234,
  selfNanos: 2_445_617,
  criticalNanos: 0,
  waitNanos: 0,
  traceNanos: 48_912_340,
  traceStartUnixNano: BigInt(SPAN_START) - 1_200_000n,
  remarks: ['Starts 3 ns before its parent: their clocks disagree'],
};

const onFind = vi.fn();
const opener = { hrefOf: vi.fn(), selectHere: vi.fn() };
beforeEach(() => {
  opener.hrefOf.mockReset().mockImplementation((target: { spanId: string }) => `/traces/there?span=${target.spanId}`);
  opener.selectHere.mockReset().mockReturnValue(true);
});

function Panel({ initialTab, summary }: { initialTab: DetailTab; summary: SpanSummary | null }) {
  const [tab, setTab] = useState(initialTab);
  const [pills, setPills] = useState<readonly string[]>(['order.id']);
  return (
    <SpanDetail
      traceId={TRACE_ID}
      spanId={SPAN_ID}
      summary={summary}
      tab={tab}
      onTab={setTab}
      onClose={() => {}}
      opener={opener}
      actions={{ pills, onPill: (key) => setPills(togglePill(pills, key)), onFind }}
    />
  );
}

function open(tab: DetailTab = 'attributes', summary: SpanSummary | null = SUMMARY) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <Panel initialTab={tab} summary={summary} />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

const attribute = (key: string, text: string, type = '') => ({ key, text, type });

describe('the details of a span', () => {
  it('show what the trace knows before anything is loaded', () => {
    open();
    expect(screen.getByRole('heading', { name: 'check_risk' })).toBeTruthy();
    expect(screen.getByText('4.89 ms')).toBeTruthy();
    expect(screen.getByText('4,891,234 ns')).toBeTruthy();
    expect(screen.getByText('50 % of the span')).toBeTruthy();
    expect(screen.getByText('10 %')).toBeTruthy();
    expect(screen.getByText('not on it')).toBeTruthy();
    expect(screen.getByText('Starts 3 ns before its parent: their clocks disagree.')).toBeTruthy();
    expect(screen.getByText('Loading the span…')).toBeTruthy();
  });

  it('show what is stored of a span that the trace on the screen does not have', async () => {
    open('attributes', null);
    expect(await screen.findByRole('heading', { name: 'check_risk' })).toBeTruthy();
  });

  it('rank it by what is stored where the trace on the screen does not have the span', async () => {
    open('attributes', null);
    expect(await screen.findByText('As fast as all 2 others')).toBeTruthy();
    expect(askedPeers.get('operation')).toBe('check_risk');
  });

  it('say when the span is not stored, and offer to try again', async () => {
    answer = null;
    const user = open();
    expect(await screen.findByText('No such span is stored.')).toBeTruthy();
    answer = spanOf({ attributes: [attribute('order.id', 'ORD-1')] });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('ORD-1')).toBeTruthy();
  });

  it('move between tabs with the arrow keys', async () => {
    const user = open();
    await user.click(screen.getByRole('tab', { name: /Attributes/ }));
    for (const tab of [...DETAIL_TABS.slice(1), DETAIL_TABS[0]]) {
      await user.keyboard('{ArrowRight}');
      expect(document.activeElement?.getAttribute('data-tab')).toBe(tab);
      expect(document.activeElement?.getAttribute('aria-selected')).toBe('true');
    }
  });
});

describe('the side on which the details are', () => {
  it('is moved by a button, and kept', async () => {
    const user = open();
    await user.click(screen.getByRole('button', { name: 'Move the details to the bottom' }));
    expect(screen.getByRole('button', { name: 'Move the details to the right' })).toBeTruthy();
    expect(localStorage.getItem('fillpath.detail.side')).toBe('bottom');
    await user.click(screen.getByRole('button', { name: 'Move the details to the right' }));
    expect(localStorage.getItem('fillpath.detail.side')).toBe('right');
  });

  it('is no choice on a narrow screen', () => {
    vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: true }));
    open();
    expect(screen.queryByRole('button', { name: /Move the details/ })).toBeNull();
  });
});

describe('attributes', () => {
  it('are shown as what they were sent as', async () => {
    answer = spanOf({
      attributes: [
        attribute('count', '5', 'int'),
        attribute('nothing', '', 'empty'),
        attribute('blank', ''),
        attribute('link', 'https://example.com/x'),
        attribute('trap', 'javascript:alert(1)'),
      ],
      dropped: { attributes: 2, events: 0, links: 0 },
      alteredValuesCount: 1,
    });
    open();
    expect(await screen.findByText('int')).toBeTruthy();
    expect(screen.getByText('no value')).toBeTruthy();
    expect(screen.getByText('empty text')).toBeTruthy();
    const link = screen.getByRole('link', { name: 'https://example.com/x' });
    expect(link.getAttribute('rel')).toContain('noreferrer');
    expect(screen.queryByRole('link', { name: /javascript/ })).toBeNull();
    expect(screen.getByText('2 attributes were dropped before it was stored.')).toBeTruthy();
    expect(screen.getByText('1 value was cut to size or repaired before storing.')).toBeTruthy();
  });

  it('unfold JSON level by level', async () => {
    answer = spanOf({ attributes: [attribute('body', '{"legs":[{"side":"buy"}],"n":1}')] });
    const user = open();
    await user.click(await screen.findByText(/legs: …, n: 1/));
    expect(screen.queryByText(/"buy"/)).toBeNull();
    await user.click(screen.getByText('legs:'));
    await user.click(screen.getByText('0:'));
    expect(screen.getByText(/"buy"/)).toBeTruthy();
  });

  it('fold long texts and say how long they are', async () => {
    answer = spanOf({ attributes: [attribute('stack', 'x'.repeat(5000))] });
    const user = open();
    await user.click(await screen.findByRole('button', { name: 'Show all 5,000 characters' }));
    expect(screen.getByText('x'.repeat(5000))).toBeTruthy();
  });

  it('can be filtered by key and value', async () => {
    answer = spanOf({ attributes: ['a', 'b', 'c', 'd', 'e', 'order'].map((key) => attribute(key, `value of ${key}`)) });
    const user = open();
    const filter = await screen.findByRole('searchbox', { name: 'Filter the attributes of the span' });
    await user.type(filter, 'ORDER');
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    await user.type(filter, 'x');
    expect(screen.getByText('None of the 6 attributes matches.')).toBeTruthy();
  });

  it('lead to a search for their value', async () => {
    answer = spanOf({ attributes: [attribute('order.id', 'ORD 1')] });
    open();
    const link = await screen.findByRole('link', { name: 'Search for traces with this order.id' });
    expect(new URL(link.getAttribute('href') ?? '', 'http://x').searchParams.get('q')).toBe('order.id="ORD 1"');
  });
});

describe('what can be done with an attribute', () => {
  it('is to show it on the rows of the trace, or to show it no longer', async () => {
    answer = spanOf({ attributes: [attribute('order.id', 'ORD-1'), attribute('user.id', 'USR-1')] });
    const user = open();
    const toggle = (key: string) => screen.findByRole('button', { name: `Show ${key} on the rows of the trace` });
    expect((await toggle('order.id')).getAttribute('aria-pressed')).toBe('true');
    await user.click(await toggle('user.id'));
    expect((await toggle('user.id')).getAttribute('aria-pressed')).toBe('true');
    await user.click(await toggle('order.id'));
    expect((await toggle('order.id')).getAttribute('aria-pressed')).toBe('false');
  });

  it('is to show so many and no more, with the reason', async () => {
    const keys = ['order.id', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    answer = spanOf({ attributes: keys.map((key) => attribute(key, 'x')) });
    const user = open();
    for (const key of keys.slice(1, 8))
      await user.click(await screen.findByRole('button', { name: `Show ${key} on the rows of the trace` }));
    const beyond = screen.getByRole('button', {
      name: 'Rows show 8 attributes already: take one away to show h',
    });
    expect(beyond.hasAttribute('disabled')).toBe(true);
  });

  it('is to look for it in the trace', async () => {
    answer = spanOf({ attributes: [attribute('order.id', 'ORD-1')] });
    const user = open();
    await user.click(
      await screen.findByRole('button', { name: 'Add this order.id to what is looked for in the trace' }),
    );
    expect(onFind).toHaveBeenCalledWith('order.id', 'ORD-1');
  });

  it('is to copy alone where it is on an event, which no search finds by it', async () => {
    const happened = { timeUnixNano: after(1), name: 'retry', droppedAttributesCount: 0 };
    answer = spanOf({ events: [{ ...happened, attributes: [attribute('attempt', '2', 'int')] }] });
    open('events');
    const item = (await screen.findByText('attempt')).closest('li') as HTMLElement;
    expect(within(item).getAllByRole('button')).toHaveLength(1);
    expect(within(item).queryByRole('link')).toBeNull();
  });
});

describe('events', () => {
  it('say when they happened and what was dropped', async () => {
    answer = spanOf({
      events: [
        { timeUnixNano: after(1_500_000), name: 'exception', attributes: [], droppedAttributesCount: 3 },
        { timeUnixNano: after(2_000_000), name: 'retry', attributes: [], droppedAttributesCount: 0 },
      ],
      dropped: { attributes: 0, events: 7, links: 0 },
    });
    open('events');
    const [first, second] = await screen.findAllByRole('listitem');
    expect(within(first as HTMLElement).getByText('1.50 ms')).toBeTruthy();
    expect(within(first as HTMLElement).getByText('3 attributes were dropped before it was stored.')).toBeTruthy();
    expect(within(second as HTMLElement).getByText('No attributes on event retry.')).toBeTruthy();
    expect(screen.getByText('7 further events were dropped.')).toBeTruthy();
  });
});

describe('links', () => {
  const target = {
    service: 'batching',
    name: 'collect_batch',
    startTimeUnixNano: after(-2_000_000),
    durationNanos: 5_000_000,
  };

  it('read as caused by and led to, with the names of their targets', async () => {
    answer = spanOf({
      causedBy: [{ traceId: OTHER_TRACE, spanId: OTHER_SPAN, attributes: [], target }],
      ledTo: [
        {
          traceId: TRACE_ID,
          spanId: OTHER_SPAN,
          attributes: [attribute('link.reason', 'fill')],
          target: { ...target, name: 'fill', startTimeUnixNano: after(7_000) },
        },
      ],
      ledToCount: 900,
      dropped: { attributes: 0, events: 0, links: 1 },
    });
    const user = open('links');
    const causes = await screen.findByRole('region', { name: 'Caused by' });
    const cause = within(causes).getByRole('link', { name: /batching collect_batch/ });
    expect(cause.textContent).toContain('2.00 ms before · took 5.00 ms · another trace');
    const effects = screen.getByRole('region', { name: 'Led to' });
    expect(within(effects).getByRole('link', { name: /fill/ }).textContent).toContain('7.00 µs after');
    expect(within(effects).queryByText('link.reason')).toBeNull();
    await user.click(within(effects).getByRole('button', { name: '1 attribute' }));
    expect(within(effects).getByText('link.reason')).toBeTruthy();
    expect(within(effects).getByText('The first 1 of 900 are listed.')).toBeTruthy();
    expect(screen.getByText('1 further links were dropped.')).toBeTruthy();
  });

  it('open where the page says, and stay where the page selects itself', async () => {
    answer = spanOf({ causedBy: [{ traceId: TRACE_ID, spanId: OTHER_SPAN, attributes: [], target }] });
    const user = open('links');
    const link = await screen.findByRole('link', { name: /collect_batch/ });
    expect(link.getAttribute('href')).toBe(`/traces/there?span=${OTHER_SPAN}`);
    await user.click(link);
    expect(opener.selectHere).toHaveBeenCalledWith(expect.objectContaining({ spanId: OTHER_SPAN }));
  });

  const linkTo = (index: number, name: string) => ({
    traceId: OTHER_TRACE,
    spanId: index.toString(16).padStart(16, '0'),
    attributes: [],
    target: { ...target, name },
  });

  it('name the order that they are about, also when their target is not stored', async () => {
    const attributes = [attribute('order.quantity', '2'), attribute('order.id', 'ORD-7')];
    answer = spanOf({
      causedBy: [
        { traceId: OTHER_TRACE, spanId: OTHER_SPAN, attributes, target },
        { traceId: OTHER_TRACE, spanId: SPAN_ID, attributes: [attribute('order.id', 'ORD-8')], target: null },
      ],
    });
    open('links');
    expect((await screen.findByRole('link', { name: /ORD-7/ })).textContent).toContain(
      'collect_batch ORD-7 2.00 ms before',
    );
    expect(screen.getByTitle('order.id ORD-8').closest('p')?.textContent).toBe(`ORD-8 ${OTHER_TRACE} / ${SPAN_ID}`);
  });

  it('are grouped by operation, of many only the first group open', async () => {
    const ledTo = Array.from({ length: 12 }, (_, index) => linkTo(index, index % 4 === 0 ? 'fill' : 'settle'));
    answer = spanOf({ ledTo, ledToCount: 12 });
    const user = open('links');
    const effects = await screen.findByRole('region', { name: 'Led to' });
    expect(within(effects).getByRole('button', { name: 'batching fill × 3', expanded: true })).toBeTruthy();
    expect(within(effects).getAllByRole('link')).toHaveLength(3);
    await user.click(within(effects).getByRole('button', { name: 'batching settle × 9', expanded: false }));
    expect(within(effects).getAllByRole('link')).toHaveLength(12);
    await user.click(within(effects).getByRole('button', { name: 'batching fill × 3' }));
    expect(within(effects).getAllByRole('link')).toHaveLength(9);
  });

  it('are all open when they are few', async () => {
    const ledTo = Array.from({ length: 11 }, (_, index) => linkTo(index, `operation ${index % 2}`));
    answer = spanOf({ ledTo, ledToCount: 11 });
    open('links');
    expect(await screen.findAllByRole('link')).toHaveLength(11);
  });

  it('show the id of a target that is not stored', async () => {
    answer = spanOf({ causedBy: [{ traceId: OTHER_TRACE, spanId: OTHER_SPAN, attributes: [], target: null }] });
    open('links');
    expect(await screen.findByText(`${OTHER_TRACE} / ${OTHER_SPAN}`)).toBeTruthy();
    expect(screen.getByText(/This span is not stored/)).toBeTruthy();
  });
});

describe('resource', () => {
  it('shows where the span came from', async () => {
    answer = spanOf({
      resource: { attributes: [attribute('host.name', 'node-3')], droppedAttributesCount: 0, schemaUrl: 'http://s' },
      traceState: 'vendor=1',
    });
    open('resource');
    expect(await screen.findByText('node-3')).toBeTruthy();
    expect(screen.getByText('Schema http://s')).toBeTruthy();
    expect(screen.getByText('vendor=1')).toBeTruthy();
    expect(screen.getByText('0x00000101')).toBeTruthy();
    expect(screen.getByText('none: a root')).toBeTruthy();
  });
});
