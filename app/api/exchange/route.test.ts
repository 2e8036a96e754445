import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problem } from '@/lib/api/contract';
import {
  endedSession,
  exchangeBook,
  exchangeOrders,
  exchangeState,
  startFlowResponse,
} from '@/lib/api/exchange-contract';
import type { Exchange } from '@/mocks/exchange';
import { setExchange } from '@/mocks/exchange/instance';
import { startedControl } from '@/mocks/exchange/scenarios/test-control';
import { GET as getBook } from './books/[symbol]/route';
import { PUT as putFault } from './faults/[fault]/route';
import { POST as postFlow } from './flows/[flow]/route';
import { PUT as putLoad } from './load/route';
import { GET as getOrders } from './orders/route';
import { GET as getState } from './route';
import { DELETE as deleteRun } from './run/route';
import { PUT as putSampling } from './sampling/route';
import { POST as postScenario } from './scenarios/[name]/route';
import { POST as postEndOfSession } from './session/end/route';

const paramsOf = <Params>(params: Params) => ({ params: Promise.resolve(params) });
const NO_PARAMS = paramsOf({});

function asked(method: string, body?: unknown, headers: Record<string, string> = {}): Request {
  const json = { 'content-type': 'application/json', host: 'localhost', ...headers };
  return new Request('http://localhost/api/exchange', {
    method,
    headers: json,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

describe('the routes of the exchange', () => {
  let settled: Awaited<ReturnType<typeof startedControl>>['settled'];
  let dead = false;

  beforeEach(async () => {
    const started = await startedControl({ marketData: true });
    const { control, market, orderLists } = started;
    settled = started.settled;
    dead = false;
    const running: Pick<
      Exchange,
      | 'state'
      | 'startFlow'
      | 'setFault'
      | 'setLoad'
      | 'setSampling'
      | 'startScenario'
      | 'stopRun'
      | 'book'
      | 'orderLists'
      | 'endSession'
    > = {
      state: async () => control.state(),
      startFlow: (name, count) => control.startFlow(name, count),
      setFault: async (name, active) => control.setFault(name, active),
      setLoad: (ordersPerSecond) => control.setLoad(ordersPerSecond),
      setSampling: async (ratio) => control.setSampling(ratio),
      startScenario: (name, changes) => control.startScenario(name, changes),
      stopRun: () => control.stopRun(),
      book: async (symbol, levels) => (dead ? null : market.book(symbol, levels)),
      endSession: () => market.endSession(),
      orderLists: async (limit, ids) => ({ ...orderLists(limit, ids), atUnixNano: '1' }),
    };
    setExchange(running as Exchange);
  });
  afterEach(() => setExchange(undefined));

  async function stateAfter(answer: Promise<Response>) {
    const response = await answer;
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    return exchangeState.strict().parse(await response.json());
  }

  it('end the trading day, and take no order for more than that', async () => {
    const ended = await settled(postEndOfSession(asked('POST'), NO_PARAMS));
    expect(endedSession.strict().parse(await ended.json())).toEqual({
      expiredExchangeOrders: 0,
      expiredClientOrders: 0,
      deadVenues: [],
    });
    expect(await problemOf(postEndOfSession(asked('POST', { venue: 'binance' }), NO_PARAMS))).toEqual([
      400,
      'The body has no "venue". Send an empty body, or {}.',
    ]);
    const foreign = { 'sec-fetch-site': 'cross-site' };
    expect((await problemOf(postEndOfSession(asked('POST', {}, foreign), NO_PARAMS)))[0]).toBe(403);
  });

  async function problemOf(answer: Promise<Response>) {
    const response = await answer;
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const { status, detail } = problem.parse(await response.json());
    return [status, detail] as const;
  }

  it('give the state in the shape of the contract', async () => {
    const state = await stateAfter(getState(asked('GET'), NO_PARAMS));
    expect(state.run).toBeNull();
    expect(state.orderEntry).toMatch(/^ws:\/\/in-process:\d+$/);
    expect(state.faults.filter(({ active }) => active)).toEqual([]);
    expect(state.symbols).toContainEqual({ symbol: 'BTCUSD', venue: 'kraken' });
    expect(state.feeds.map(({ venue }) => venue)).toEqual(['binance', 'kraken', 'default']);
  });

  it('switch faults, load and sampling, and answer with the new state', async () => {
    const on = await stateAfter(putFault(asked('PUT', { active: true }), paramsOf({ fault: 'slow-venue' })));
    expect(on.faults.filter(({ active }) => active).map(({ name }) => name)).toEqual(['slow-venue']);
    const off = await stateAfter(putFault(asked('PUT', { active: false }), paramsOf({ fault: 'slow-venue' })));
    expect(off.faults.filter(({ active }) => active)).toEqual([]);
    expect((await stateAfter(putSampling(asked('PUT', { ratio: 0.25 }), NO_PARAMS))).sampling).toBe(0.25);
    expect((await stateAfter(putLoad(asked('PUT', { ordersPerSecond: 0 }), NO_PARAMS))).load.ordersPerSecond).toBe(0);
  });

  it.each([
    ['no body', {}],
    ['an empty body', { body: '' }],
    ['an empty body that says it is JSON', { body: '', headers: { 'content-type': 'application/json' } }],
    ['a stream without a byte', { body: new ReadableStream({ start: (stream) => stream.close() }), duplex: 'half' }],
  ])('start a flow once with %s', async (_what, init) => {
    const bare = new Request('http://localhost/', { method: 'POST', ...init });
    if (!('headers' in init)) bare.headers.delete('content-type');
    const once = await settled(postFlow(bare, paramsOf({ flow: 'distributed-order' })));
    expect([once.status, startFlowResponse.parse(await once.json()).orderIds.length]).toEqual([201, 1]);
  });

  it('start a flow as often as they are told to', async () => {
    const flow = paramsOf({ flow: 'distributed-order' });
    const three = await settled(postFlow(asked('POST', { count: 3 }), flow));
    expect(three.status).toBe(201);
    expect(startFlowResponse.parse(await three.json()).traceIds).toHaveLength(3);
  });

  it('list the orders of all clients in the shape of the contract', async () => {
    await settled(postFlow(asked('POST', { count: 3 }), paramsOf({ flow: 'batched-orders' })));
    const question = (search: string) => new Request(`http://localhost/${search}`, { headers: { host: 'localhost' } });
    const answer = await getOrders(question('?limit=2&ids=ORD-1'), NO_PARAMS);
    const { latest, asked: none, orderCount } = exchangeOrders.strict().parse(await answer.json());
    // Each of the three is a batch of eight.
    expect([latest.length, none, orderCount]).toEqual([2, [], 24]);
    expect(await problemOf(getOrders(question('?limit=0'), NO_PARAMS))).toEqual([
      400,
      expect.stringContaining('from 1 to 1000'),
    ]);
  });

  it('start a scenario, refuse a second, and stop the first', async () => {
    const calm = paramsOf({ name: 'calm-market' });
    const story = async () => {
      const started = await stateAfter(postScenario(asked('POST', { durationSeconds: 5 }), calm));
      expect(started.run).toMatchObject({ scenario: 'calm-market', durationSeconds: 5, ended: '' });
      const second = postScenario(asked('POST', {}), paramsOf({ name: 'busy-batch' }));
      expect(await problemOf(second)).toEqual([409, expect.stringContaining('"calm-market" is still running')]);
      const stopped = await stateAfter(deleteRun(asked('DELETE'), NO_PARAMS));
      expect(stopped.run).toMatchObject({ ended: 'stopped', reconciliation: [] });
      expect(await problemOf(deleteRun(asked('DELETE'), NO_PARAMS))).toEqual([
        409,
        expect.stringContaining('none to stop'),
      ]);
    };
    await settled(story());
  });

  it('give the book of a symbol, best prices first, in decimals', async () => {
    const answer = await getBook(
      new Request('http://localhost/?levels=2', { headers: { host: 'localhost' } }),
      paramsOf({ symbol: 'BTCUSDT' }),
    );
    const book = exchangeBook.strict().parse(await answer.json());
    expect(book).toMatchObject({ symbol: 'BTCUSDT', venue: 'binance' });
    expect([book.bids.length, book.asks.length]).toEqual([2, 2]);
    const [bid, ask] = [Number(book.bids[0]?.price), Number(book.asks[0]?.price)];
    expect(ask - bid).toBeCloseTo(1, 9);
    expect(Number(book.bids[1]?.price)).toBeLessThan(bid);
    expect(book.bids[0]?.orders).toBe(2);
  });

  it('say that a book is gone when its venue is dead', async () => {
    dead = true;
    const answer = getBook(
      new Request('http://localhost/', { headers: { host: 'localhost' } }),
      paramsOf({ symbol: 'ETHUSD' }),
    );
    expect(await problemOf(answer)).toEqual([503, expect.stringContaining('venue of ETHUSD is dead')]);
  });

  const bad: [string, () => Promise<Response>, number, RegExp][] = [
    ['an unknown fault', () => putFault(asked('PUT', { active: true }), paramsOf({ fault: 'x' })), 404, /no fault "x"/],
    ['an unknown flow', () => postFlow(asked('POST', {}), paramsOf({ flow: 'x' })), 404, /no flow "x"/],
    ['an unknown scenario', () => postScenario(asked('POST', {}), paramsOf({ name: 'x' })), 404, /no scenario "x"/],
    ['an unknown symbol', () => getBook(asked('GET'), paramsOf({ symbol: 'DOGE' })), 404, /no symbol "DOGE"/],
    ['a fault without active', () => putFault(asked('PUT', {}), paramsOf({ fault: 'retries' })), 400, /active/],
    ['what it does not know', () => putLoad(asked('PUT', { ordersPerSecond: 1, x: 1 }), NO_PARAMS), 400, /"x"/],
    ['a load beyond the limit', () => putLoad(asked('PUT', { ordersPerSecond: 2_001 }), NO_PARAMS), 400, /0 to 2000/],
    ['a negative load', () => putLoad(asked('PUT', { ordersPerSecond: -1 }), NO_PARAMS), 400, /ordersPerSecond/],
    ['a load of 1e999', () => putLoad(asked('PUT', '{"ordersPerSecond":1e999}'), NO_PARAMS), 400, /ordersPerSecond/],
    ['a ratio that is a text', () => putSampling(asked('PUT', { ratio: '1' }), NO_PARAMS), 400, /ratio/],
    ['101 flows', () => postFlow(asked('POST', { count: 101 }), paramsOf({ flow: 'order-lifecycle' })), 400, /count/],
    [
      'a scenario of two hours',
      () => postScenario(asked('POST', { durationSeconds: 7200 }), paramsOf({ name: 'calm-market' })),
      400,
      /durationSeconds/,
    ],
    ['half a seed', () => postScenario(asked('POST', { seed: 0.5 }), paramsOf({ name: 'calm-market' })), 400, /seed/],
    ['what is not JSON', () => putLoad(asked('PUT', '{'), NO_PARAMS), 400, /not JSON/],
    ['an array', () => putLoad(asked('PUT', []), NO_PARAMS), 400, /./],
    [
      'a form',
      () => putLoad(asked('PUT', 'a=b', { 'content-type': 'text/plain' }), NO_PARAMS),
      415,
      /application\/json/,
    ],
    [
      'a page of another site',
      () => postFlow(asked('POST', {}, { 'sec-fetch-site': 'cross-site' }), paramsOf({ flow: 'order-lifecycle' })),
      403,
      /own pages/,
    ],
    [
      'a page of another origin',
      () => deleteRun(asked('DELETE', undefined, { origin: 'http://evil.example' }), NO_PARAMS),
      403,
      /own pages/,
    ],
  ];
  it.each(bad)('refuse %s', async (_what, ask, status, sentence) => {
    expect(await problemOf(ask())).toEqual([status, expect.stringMatching(sentence)]);
  });

  it('serve a page of their own', async () => {
    const headers = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' };
    expect((await putSampling(asked('PUT', { ratio: 1 }, headers), NO_PARAMS)).status).toBe(200);
  });
});
