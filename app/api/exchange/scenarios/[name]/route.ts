import { startScenarioRequest } from '@/lib/api/exchange-contract';
import { route } from '@/lib/http/route';
import { exchange } from '@/mocks/exchange/instance';
import { readCommand } from '@/mocks/exchange/scenarios/http';
import { stateAnswer } from '../../answer';

export const runtime = 'nodejs';

const EXPECTED = '{} or any of {"ordersPerSecond": 20, "durationSeconds": 30, "seed": 7}; an hour is the longest';

/** `POST /api/exchange/scenarios/{name}` with `{ordersPerSecond?, durationSeconds?, seed?}`: 409 while another one runs. */
export const POST = route<{ name: string }>(async (request, { name }) => {
  const changes = await readCommand(request, startScenarioRequest, EXPECTED);
  await exchange().startScenario(name, changes);
  return stateAnswer();
});
