import { HttpResponse, http, type RequestHandler } from 'msw';
import {
  keysResponse,
  keyValuesResponse,
  latencyResponse,
  problem,
  searchResponse,
  servicesResponse,
} from '@/lib/api/contract';
import { MockExchange } from './exchange-control';

/** Answers as a server with nothing stored does: right after the first start. Bodies are parsed with the contract. */
export const emptyStore: readonly RequestHandler[] = [
  http.get('*/api/search', () =>
    HttpResponse.json(searchResponse.parse({ traces: [], nextCursor: null, exactId: null })),
  ),
  http.get('*/api/keys', ({ request }) =>
    HttpResponse.json(
      new URL(request.url).searchParams.has('key')
        ? keyValuesResponse.parse({ values: [] })
        : keysResponse.parse({ keys: [] }),
    ),
  ),
  http.get('*/api/services', () => HttpResponse.json(servicesResponse.parse({ services: [], serviceCount: 0 }))),
  http.get('*/api/latency', () =>
    HttpResponse.json(
      latencyResponse.parse({ stepNanos: 60_000_000_000, series: [], operations: [], operationCount: 0 }),
    ),
  ),
  http.get('*/api/traces/:traceId', () =>
    HttpResponse.json(
      problem.parse({
        type: 'about:blank',
        title: 'Not found',
        status: 404,
        detail: 'No span of this trace is stored.',
      }),
      { status: 404 },
    ),
  ),
  ...new MockExchange().handlers,
  http.post('*/auth/login', () => HttpResponse.json({ token: 'token', userId: 'USR-1' })),
];
