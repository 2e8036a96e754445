// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type PeersResponse, peersResponse } from '@/lib/api/contract';
import { PeerPart } from './PeerPart';
import { peersOf } from './test-peers';
import { after, SPAN_START } from './test-span';

let peers: PeersResponse | null;
let asked: URLSearchParams;
const server = setupServer(
  http.get('*/api/peers', ({ request }) => {
    asked = new URL(request.url).searchParams;
    return peers === null
      ? HttpResponse.json({ detail: 'The store is still opening.' }, { status: 503 })
      : HttpResponse.json(peersResponse.parse(peers));
  }),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => cleanup());
afterAll(() => server.close());

const SPAN = {
  service: 'risk-manager',
  operation: 'check_risk',
  startUnixNano: SPAN_START,
  durationNanos: 4_891_234,
};

function open(answer: PeersResponse | null, span = SPAN) {
  peers = answer;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <PeerPart span={span} />
    </QueryClientProvider>,
  );
  return within(screen.getByRole('region', { name: 'Among its peers' }));
}

it('says where the span is among those of its service and operation in the hour around it', async () => {
  const part = open({ ...peersOf([12_000, 300, 35]), shorter: 11_709, alike: 1 });
  expect((await part.findByText('Slower than 94.9 % of 12,334 others')).parentElement?.textContent).toContain(
    'in the hour around it',
  );
  const half = 1_800_000_000_000;
  expect(Object.fromEntries(asked)).toEqual({
    service: 'risk-manager',
    operation: 'check_risk',
    durationNano: '4891234',
    start: after(-half),
    end: after(half),
  });
});

it('has the distribution in words, too, and leads to the latency of the operation', async () => {
  const part = open({ ...peersOf([12_000, 300, 35]), shorter: 11_709, alike: 1 });
  expect((await part.findByRole('img')).getAttribute('aria-label')).toBe(
    'Durations of 12,335 spans, from 1 ns to 8 ns: half of them up to 2 ns, 95 % up to 3 ns, 99 % up to 3 ns. ' +
      'This span took 4.89 ms.',
  );
  const link = part.getByRole('link', { name: 'Latency of the operation' });
  const params = new URL(link.getAttribute('href') ?? '', 'http://x').searchParams;
  expect([params.get('service'), params.get('operation')]).toEqual(['risk-manager', 'check_risk']);
});

it('says of the only one of its kind that it is that, without a distribution', async () => {
  const part = open({ ...peersOf([1]), alike: 1 });
  expect(await part.findByText(/^The only one of its kind: no other span/)).toBeTruthy();
  expect(part.queryByRole('img')).toBeNull();
});

it('leads to no operation without a name, which would be all of them', async () => {
  const part = open({ ...peersOf([2]), alike: 2 }, { ...SPAN, operation: '' });
  expect(await part.findByText('As fast as the one other')).toBeTruthy();
  expect(part.queryByRole('link')).toBeNull();
});

it('says why the peers could not be looked at, and looks again', async () => {
  const part = open(null);
  expect(await part.findByText(/could not be looked at: The store is still opening/)).toBeTruthy();
  peers = { ...peersOf([2]), shorter: 1, alike: 1 };
  await userEvent.setup().click(part.getByRole('button', { name: 'Try again' }));
  expect(await part.findByText('Slower than the one other')).toBeTruthy();
});
