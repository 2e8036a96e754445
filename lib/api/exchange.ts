import { queryOptions } from '@tanstack/react-query';
import type {
  EndedSession,
  ExchangeBook,
  ExchangeOrders,
  ExchangeState,
  StartedFlow,
  StartScenario,
} from './exchange-contract';
import { apiFetch, apiUrl, getJson } from './fetch';

/** How often the state of the exchange is asked for while the page is visible: its rates are those of the last second. */
export const STATE_EVERY_MS = 1000;
/** How often the order book is. */
export const BOOK_EVERY_MS = 500;

/** Everything that `/exchange` shows but the book and the blotter; not asked for while the tab is hidden. */
export function exchangeStateQuery() {
  return queryOptions({
    queryKey: ['exchange', 'state'],
    queryFn: ({ signal }) => getExchangeState(signal),
    refetchInterval: STATE_EVERY_MS,
    staleTime: 0,
  });
}

/** The state of the exchange as it is now. @throws ApiError */
export function getExchangeState(signal?: AbortSignal): Promise<ExchangeState> {
  return getJson<ExchangeState>('/api/exchange', signal);
}

/** The best `levels` prices of both sides; not asked for while the tab is hidden or no symbol is known. */
export function exchangeBookQuery(symbol: string, levels: number) {
  return queryOptions({
    queryKey: ['exchange', 'book', symbol, levels],
    queryFn: ({ signal }) => {
      const path = `/api/exchange/books/${encodeURIComponent(symbol)}`;
      return getJson<ExchangeBook>(apiUrl(path, { levels }), signal);
    },
    enabled: symbol !== '',
    refetchInterval: BOOK_EVERY_MS,
    staleTime: 0,
  });
}

/** The orders of all clients, at most `limit` in each list, and those with these ids. @throws ApiError */
export function getOrders(limit: number, ids: readonly string[], signal: AbortSignal): Promise<ExchangeOrders> {
  return getJson<ExchangeOrders>(apiUrl('/api/exchange/orders', { limit, ids: ids.join(',') }), signal);
}

/** Starts a flow `count` times. @throws ApiError */
export async function startFlow(flow: string, count: number): Promise<StartedFlow> {
  const response = await send('POST', `/api/exchange/flows/${encodeURIComponent(flow)}`, { count });
  return (await response.json()) as StartedFlow;
}

/** Plants a fault, or takes it away. @throws ApiError */
export async function setFault(fault: string, active: boolean): Promise<void> {
  await send('PUT', `/api/exchange/faults/${encodeURIComponent(fault)}`, { active });
}

/** Ends the trading day: day orders expire. @throws ApiError */
export async function endSession(): Promise<EndedSession> {
  const response = await send('POST', '/api/exchange/session/end', {});
  return (await response.json()) as EndedSession;
}

/** Orders a second from simulated clients; 0 for none. @throws ApiError */
export async function setLoad(ordersPerSecond: number): Promise<void> {
  await send('PUT', '/api/exchange/load', { ordersPerSecond });
}

/** The share of traces that is recorded, 0 to 1. @throws ApiError */
export async function setSampling(ratio: number): Promise<void> {
  await send('PUT', '/api/exchange/sampling', { ratio });
}

/** Starts a scenario as it is, but for what `changes` says. @throws ApiError */
export async function startScenario(name: string, changes: StartScenario): Promise<void> {
  await send('POST', `/api/exchange/scenarios/${encodeURIComponent(name)}`, changes);
}

/** Stops the scenario that runs. @throws ApiError */
export async function stopRun(): Promise<void> {
  await apiFetch('/api/exchange/run', { method: 'DELETE' });
}

function send(method: 'POST' | 'PUT', url: string, body: unknown): Promise<Response> {
  return apiFetch(url, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
