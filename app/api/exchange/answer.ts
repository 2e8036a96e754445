import type { ExchangeState } from '@/lib/api/exchange-contract';
import { exchange } from '@/mocks/exchange/instance';

/** The state of the exchange, which every change of it is answered with, too. */
export async function stateAnswer(): Promise<Response> {
  const state: ExchangeState = await exchange().state();
  return Response.json(state, { headers: { 'cache-control': 'no-store' } });
}
