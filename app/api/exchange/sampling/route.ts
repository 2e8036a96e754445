import { setSamplingRequest } from '@/lib/api/exchange-contract';
import { route } from '@/lib/http/route';
import { exchange } from '@/mocks/exchange/instance';
import { readCommand } from '@/mocks/exchange/scenarios/http';
import { stateAnswer } from '../answer';

export const runtime = 'nodejs';

const EXPECTED = '{"ratio": 0.1}, a number from 0 to 1';

/** `PUT /api/exchange/sampling` with `{ratio}`, 0 to 1: the share of new traces that is recorded. */
export const PUT = route(async (request) => {
  const { ratio } = await readCommand(request, setSamplingRequest, EXPECTED);
  await exchange().setSampling(ratio);
  return stateAnswer();
});
