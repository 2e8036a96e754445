import { setLoadRequest } from '@/lib/api/exchange-contract';
import { route } from '@/lib/http/route';
import { exchange } from '@/mocks/exchange/instance';
import { readCommand } from '@/mocks/exchange/scenarios/http';
import { stateAnswer } from '../answer';

export const runtime = 'nodejs';

const EXPECTED = '{"ordersPerSecond": 100}, a number from 0 to 2,000';

/** `PUT /api/exchange/load` with `{ordersPerSecond}`, 0 to 2,000: orders of simulated clients. */
export const PUT = route(async (request) => {
  const { ordersPerSecond } = await readCommand(request, setLoadRequest, EXPECTED);
  await exchange().setLoad(ordersPerSecond);
  return stateAnswer();
});
