// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeysResponse, KeyValuesResponse, SearchResponse } from '@/lib/api/contract';
import { SearchPage } from './SearchPage';
import { traceOf } from './test-support';

const router = vi.hoisted(() => ({ push: vi.fn(), replace: vi.fn() }));
vi.mock('next/navigation', async () => ({
  ...(await import('@/lib/url/test-navigation')),
  useRouter: () => router,
}));

let pages: Record<string, SearchResponse>;
let asked: URLSearchParams[];
let keys: string[];
let values: KeyValuesResponse['values'];

const server = setupServer(
  http.get('*/api/search', ({ request }) => {
    const params = new URL(request.url).searchParams;
    asked.push(params);
    const page = pages[params.get('cursor') ?? ''];
    if (page) return HttpResponse.json(page);
    return HttpResponse.json({ detail: 'The store gave up on this query (limit: 10 s).' }, { status: 503 });
  }),
  http.get('*/api/keys', ({ request }) => {
    const ofKey = new URL(request.url).searchParams.has('key');
    return HttpResponse.json<KeysResponse | KeyValuesResponse>(ofKey ? { values } : { keys });
  }),
);

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

const listOf = (...indices: number[]): SearchResponse => ({
  traces: indices.map((index) => traceOf(index)),
  nextCursor: null,
  exactId: null,
});

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => new EventTarget());
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  // jsdom has no canvas; what is drawn is tested by its layout.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  router.push.mockReset();
  router.replace.mockReset();
  asked = [];
  keys = [];
  values = [];
  pages = { '': listOf(3, 2, 1) };
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function show(search = '') {
  window.history.replaceState(null, '', `/search?${search}`);
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SearchPage />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

const box = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Query' });
const rows = async () => {
  const results = await screen.findByRole('region', { name: /trace/ });
  return within(results).getAllByRole('listitem');
};
const list = () => within(screen.getByRole('listbox', { hidden: true }));
const options = () =>
  list()
    .queryAllByRole('option')
    .map((option) => option.textContent);
const marked = () => list().queryByRole('option', { selected: true });
const search = () => new URLSearchParams(window.location.search);

describe('the search page', () => {
  it('says that it searches, then lists what was found, linked to its traces', async () => {
    show('range=6h&sort=longest&q=service%3Dgateway');
    expect(screen.getByRole('status').textContent).toContain('Searching');
    expect(await rows()).toHaveLength(3);
    const link = screen.getByRole('link', { name: /operation 3/ });
    expect(link.getAttribute('href')).toBe(`/traces/${'3'.padStart(32, '0')}`);
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({ q: 'service=gateway', sort: 'longest' });
    const [start, end] = [asked[0]?.get('start'), asked[0]?.get('end')].map((text) => BigInt(text ?? 0));
    expect((end ?? 0n) - (start ?? 0n)).toBe(6n * 3_600_000_000_000n);
  });

  it('tells errors, rejections, a missing root and business ids', async () => {
    const keyed = { keys: [{ key: 'order.id', value: 'ORD 1' }], keyCount: 3 };
    pages = {
      '': { ...listOf(), traces: [traceOf(1, { errorCount: 2, rejectedCount: 1, rootArrived: false, ...keyed })] },
    };
    show();
    const [row] = await rows();
    expect(row?.textContent).toContain('2 errors');
    expect(row?.textContent).toContain('1 rejected');
    expect(row?.textContent).toContain('root missing');
    expect(row?.textContent).toContain('and 2 ids more');
    const id = screen.getByRole('link', { name: 'ORD 1' });
    expect(new URL(id.getAttribute('href') ?? '', 'http://a').searchParams.get('q')).toBe('order.id="ORD 1"');
  });

  it('loads page after page and says how many of the matches it shows', async () => {
    pages = { '': { ...listOf(4, 3), nextCursor: 'next' }, next: listOf(2, 1) };
    const user = show();
    expect(await rows()).toHaveLength(2);
    expect(screen.getByText('the 2 newest, more match')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(async () => expect(await rows()).toHaveLength(4));
    expect(screen.getByText('4 matches in all')).toBeTruthy();
    expect(asked[1]?.get('cursor')).toBe('next');
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
  });

  it('keeps what it has when a later page fails, and says why', async () => {
    pages = { '': { ...listOf(4, 3), nextCursor: 'broken' } };
    const user = show();
    await rows();
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('The store gave up on this query (limit: 10 s).')).toBeTruthy();
    expect(await rows()).toHaveLength(2);
  });

  it('says why a search failed and tries again', async () => {
    pages = {};
    const user = show();
    expect((await screen.findByRole('alert')).textContent).toContain('The store gave up on this query');
    pages = { '': listOf(1) };
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await rows()).toHaveLength(1);
  });

  it('puts query, range and sorting into the URL', async () => {
    const user = show();
    await rows();
    await user.type(box(), 'status=error{Enter}');
    await user.click(screen.getByRole('radio', { name: 'Longest' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Time range' }), '24h');
    expect(Object.fromEntries(search())).toEqual({ q: 'status=error', sort: 'longest', range: '24h' });
  });

  it('advises on an empty result, each advice a click away', async () => {
    pages = { '': listOf() };
    const user = show('q=service%3Dnobody');
    expect(await screen.findByText('No trace matches in this time')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Search the last 6 hours' }));
    expect(search().get('range')).toBe('6h');
    await user.click(await screen.findByRole('button', { name: 'Clear the query' }));
    expect(search().get('q')).toBeNull();
  });

  it('says on an empty result what may be wrong, with what to search for instead', async () => {
    pages = { '': listOf() };
    keys = ['order.id'];
    values = [{ value: 'risk-manager', count: 2 }];
    show('q=orderid%3DORD-1+service%3Drisk&range=6h');
    const hints = await screen.findByRole('list', { name: 'What may be wrong' });
    expect(within(hints).getAllByRole('listitem')).toHaveLength(2);
    expect(hints.textContent).toContain('None of the latest 200,000 spans has the key orderid.');
    const link = within(hints).getByRole('link', { name: 'service=~risk' });
    expect(Object.fromEntries(new URL(link.getAttribute('href') ?? '', 'http://a').searchParams)).toEqual({
      q: 'orderid=ORD-1 service=~risk',
      range: '6h',
    });
  });

  it('says that no stored span has an unknown id', async () => {
    pages = { '': listOf() };
    show('q=ORD-NOPE-1');
    expect(await screen.findByText('No stored span has ORD-NOPE-1')).toBeTruthy();
  });

  it('says that an unknown trace id is not stored', async () => {
    pages = { '': listOf() };
    show(`q=${'AB'.repeat(16)}`);
    expect(await screen.findByText('No trace with this id is stored')).toBeTruthy();
  });
});

describe('an id as the query', () => {
  it('of one trace leads straight to it, without a stop in the history', async () => {
    pages = { '': { ...listOf(7), exactId: { kind: 'business', keys: ['order.id'] } } };
    show('q=ORD-7');
    await waitFor(() => expect(router.replace).toHaveBeenCalledWith(`/traces/${'7'.padStart(32, '0')}`));
    expect(router.push).not.toHaveBeenCalled();
  });

  it('of a span leads to its trace with the span selected', async () => {
    const spanId = '00f067aa0ba902b7';
    pages = { '': { ...listOf(7), exactId: { kind: 'span', keys: [], spanId } } };
    show(`q=${spanId}`);
    await waitFor(() => expect(router.replace).toHaveBeenCalledWith(`/traces/${'7'.padStart(32, '0')}?span=${spanId}`));
  });

  it('of several traces tells its life from first to last, and sorts otherwise when asked', async () => {
    pages = { '': { ...listOf(7, 8), exactId: { kind: 'business', keys: ['order.id'] } } };
    const user = show('q=ORD-7');
    expect(await screen.findByRole('region', { name: '2 traces of order.id ORD-7 from first to last' })).toBeTruthy();
    expect(asked[0]?.has('sort')).toBe(false);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Oldest' }).checked).toBe(true);
    await user.click(screen.getByRole('radio', { name: 'Newest' }));
    expect(search().get('sort')).toBe('newest');
    await waitFor(() => expect(asked.at(-1)?.get('sort')).toBe('newest'));
  });

  it('of several traces lists them and says that the time range is left aside', async () => {
    pages = { '': { ...listOf(8, 7), exactId: { kind: 'business', keys: ['user.id'] } } };
    show('q=u1');
    expect(await rows()).toHaveLength(2);
    expect(screen.getByText(/an id \(user\.id\)/)).toBeTruthy();
    expect(router.replace).not.toHaveBeenCalled();
  });
});

describe('a wrong query', () => {
  it('is not sent; the place is underlined and the sentence says what would be right', async () => {
    const user = show();
    await rows();
    const before = asked.length;
    await user.type(box(), 'service=a duration>5{Enter}');
    const alert = screen.getByRole('alert');
    expect(alert.querySelector('mark')?.textContent).toBe('5');
    expect(alert.textContent).toContain('5 is not a duration (at character 20 of the query)');
    expect(box().getAttribute('aria-invalid')).toBe('true');
    expect([box().selectionStart, box().selectionEnd]).toEqual([19, 20]);
    expect(asked).toHaveLength(before);
    await user.type(box(), 'ms');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('in the URL is explained as well', () => {
    show('q=a%3D%3Db');
    expect(screen.getByRole('alert').textContent).toContain('There is no operator ==');
    expect(asked).toEqual([]);
  });
});

describe('completion', () => {
  it('completes a key with the arrows and Enter, then its value with Tab, without searching', async () => {
    values = [{ value: 'risk manager', count: 5 }];
    const user = show();
    await user.type(box(), 'serv');
    expect(box().getAttribute('aria-expanded')).toBe('true');
    await user.keyboard('{ArrowDown}');
    expect(marked()?.id).toBe(box().getAttribute('aria-activedescendant'));
    await user.keyboard('{Enter}');
    expect(box().value).toBe('service=');
    await screen.findByRole('option', { name: /risk manager/ });
    await user.keyboard('{ArrowDown}{Tab}');
    expect(box().value).toBe('service="risk manager" ');
    expect(document.activeElement).toBe(box());
    expect(search().get('q')).toBeNull();
  });

  it('offers attributes that the server knows', async () => {
    keys = ['order.id', 'order.side'];
    const user = show();
    await user.type(box(), 'order');
    await waitFor(() => expect(options()).toEqual(['order.idattribute', 'order.sideattribute']));
  });

  it('completes by a click', async () => {
    const user = show();
    await user.type(box(), 'status=err');
    await user.click(screen.getByRole('option', { name: 'error' }));
    expect(box().value).toBe('status=error ');
    expect(document.activeElement).toBe(box());
  });

  it('is closed by Escape, and Enter then searches what is typed', async () => {
    const user = show();
    await user.type(box(), 'trace.sp');
    expect(options()).toHaveLength(1);
    await user.keyboard('{Escape}');
    expect(options()).toEqual([]);
    await user.keyboard('{Enter}');
    expect(search().get('q')).toBe('trace.sp');
  });

  it('moves past its end back to nothing', async () => {
    const user = show();
    await user.type(box(), 'trace.sp{ArrowDown}{ArrowDown}');
    expect(marked()).toBeNull();
    await user.keyboard('{ArrowUp}');
    expect(marked()).toBeTruthy();
  });
});

describe('the scatter plot', () => {
  it('moves through the traces by time with the arrow keys and opens one with Enter', async () => {
    pages = { '': listOf(3, 1, 2) };
    const user = show();
    const plot = await screen.findByRole('slider');
    plot.focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(plot.getAttribute('aria-valuetext')).toContain('gateway operation 2, 2.00 ms');
    await user.keyboard('{Enter}');
    expect(router.push).toHaveBeenCalledWith(`/traces/${'2'.padStart(32, '0')}`);
  });
});
