import { setSamplingRequest } from '@/lib/api/exchange-contract';
import { route } from '@/lib/http/route';
import { exchange } from '@/mocks/exchange/instance';
import { readCommand } from '@/mocks/exchange/scenarios/http';
import { stateAnswer } from '../answer';

export const runtime = 'nodejs';

/** `PUT /api/exchange/sampling` with `{ratio}`, 0 to 1: the share of new traces that is recorded. */
export const PUT = route(async (request) => {
  const { ratio } = await readCommand(request, setSamplingRequest);
  await exchange().setSampling(ratio);
  return stateAnswer();
});
