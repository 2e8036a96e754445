import { HttpResponse, http, type RequestHandler } from 'msw';
import { problem } from '@/lib/api/contract';
import {
  type ExchangeBook,
  type ExchangeOrders,
  type ExchangeState,
  endedSession,
  endSessionRequest,
  exchangeBook,
  exchangeOrders,
  exchangeState,
  setFaultRequest,
  setLoadRequest,
  setSamplingRequest,
  startFlowRequest,
  startFlowResponse,
  startScenarioRequest,
} from '@/lib/api/exchange-contract';
import type { Order } from '@/lib/api/order-contract';

/** An exchange that does nothing yet and knows nothing. */
export const IDLE_EXCHANGE: ExchangeState = {
  flows: [],
  faults: [],
  scenarios: [],
  run: null,
  load: { ordersPerSecond: 0, achieved: 0, limit: 2000 },
  sampling: 1,
  feeds: [],
  symbols: [],
  spans: { ended: 0, exported: 0, failed: 0, withheld: 0 },
  openOrders: 0,
  orderEntry: null,
};

/** An exchange for the page `/exchange`: it does what it is told, and keeps a record of what that was. */
export class MockExchange {
  state: ExchangeState;
  books: Readonly<Record<string, ExchangeBook>>;
  /** `PUT load {"ordersPerSecond":100}` and the like, in order. */
  readonly told: string[] = [];
  /** How often the state and the books were asked for. */
  readonly asked = { state: 0, book: 0 };
  private started = 0;

  constructor(state: Partial<ExchangeState> = {}, books: Readonly<Record<string, ExchangeBook>> = {}) {
    this.state = { ...IDLE_EXCHANGE, ...state };
    this.books = books;
  }

  readonly handlers: readonly RequestHandler[] = [
    http.get('*/api/exchange', () => {
      this.asked.state += 1;
      return this.answer();
    }),
    http.get('*/api/exchange/orders', () => HttpResponse.json(exchangeOrders.parse(ordersAnswer([])))),
    http.get('*/api/exchange/books/:symbol', ({ params }) => {
      this.asked.book += 1;
      const book = this.books[String(params['symbol'])];
      return book ? HttpResponse.json(exchangeBook.parse(book)) : unknownName(String(params['symbol']));
    }),
    http.post('*/api/exchange/flows/:flow', async ({ params, request }) => {
      const body = startFlowRequest.parse(await request.json());
      this.told.push(`POST flows/${String(params['flow'])} ${JSON.stringify(body)}`);
      const ids = Array.from({ length: body.count ?? 1 }, () => (this.started += 1));
      return HttpResponse.json(
        startFlowResponse.parse({
          traceIds: this.state.sampling === 0 ? [] : ids.map((id) => id.toString(16).padStart(32, '0')),
          tracesNotRecorded: this.state.sampling === 0 ? ids.length : 0,
          orderIds: ids.map((id) => `ORD-${id}`),
        }),
      );
    }),
    http.put('*/api/exchange/faults/:fault', async ({ params, request }) => {
      const body = setFaultRequest.parse(await request.json());
      this.told.push(`PUT faults/${String(params['fault'])} ${JSON.stringify(body)}`);
      this.state = {
        ...this.state,
        faults: this.state.faults.map((fault) => (fault.name === params['fault'] ? { ...fault, ...body } : fault)),
      };
      return this.answer();
    }),
    http.post('*/api/exchange/session/end', async ({ request }) => {
      endSessionRequest.parse(await request.json());
      this.told.push('POST session/end');
      return HttpResponse.json(
        endedSession.parse({ expiredExchangeOrders: 2, expiredClientOrders: 1, deadVenues: ['kraken'] }),
      );
    }),
    http.put('*/api/exchange/load', async ({ request }) => {
      const body = setLoadRequest.parse(await request.json());
      this.told.push(`PUT load ${JSON.stringify(body)}`);
      this.state = { ...this.state, load: { ...this.state.load, ...body } };
      return this.answer();
    }),
    http.put('*/api/exchange/sampling', async ({ request }) => {
      const { ratio } = setSamplingRequest.parse(await request.json());
      this.told.push(`PUT sampling ${JSON.stringify({ ratio })}`);
      this.state = { ...this.state, sampling: ratio };
      return this.answer();
    }),
    http.post('*/api/exchange/scenarios/:name', async ({ params, request }) => {
      const body = startScenarioRequest.parse(await request.json());
      const scenario = this.state.scenarios.find(({ name }) => name === params['name']);
      this.told.push(`POST scenarios/${String(params['name'])} ${JSON.stringify(body)}`);
      if (!scenario) return unknownName(String(params['name']));
      this.state = {
        ...this.state,
        run: {
          scenario: scenario.name,
          startedAtUnixNano: '1767348000000000000',
          elapsedSeconds: 0,
          durationSeconds: body.durationSeconds ?? scenario.durationSeconds,
          ordersSent: 0,
          ordersRejected: 0,
          refusals: [],
          ordersPerSecond: 0,
          ended: '',
          reconciliation: null,
        },
      };
      return this.answer();
    }),
    http.delete('*/api/exchange/run', () => {
      this.told.push('DELETE run');
      const { run } = this.state;
      this.state = { ...this.state, run: run && { ...run, ended: 'stopped', reconciliation: [] } };
      return this.answer();
    }),
  ];

  private answer(): Response {
    return HttpResponse.json(exchangeState.parse(this.state));
  }
}

function unknownName(name: string): Response {
  const detail = `The exchange knows nothing called ${name}.`;
  return HttpResponse.json(problem.parse({ type: 'about:blank', title: 'Not found', status: 404, detail }), {
    status: 404,
  });
}

/** What the exchange answers for its orders when these are all that ever came in. */
export function ordersAnswer(orders: readonly Order[]): ExchangeOrders {
  const latest = orders.toSorted((one, other) =>
    Number(BigInt(other.receivedAtUnixNano) - BigInt(one.receivedAtUnixNano)),
  );
  const open = latest.filter(({ state }) => state === 'accepted' || state === 'partially_filled');
  const atUnixNano = latest.reduce(
    (at, { updatedAtUnixNano }) => (BigInt(updatedAtUnixNano) > BigInt(at) ? updatedAtUnixNano : at),
    '0',
  );
  return { latest, open, asked: [], orderCount: latest.length, openCount: open.length, atUnixNano };
}
