import { route } from '@/lib/http/route';
import { exchange } from '@/mocks/exchange/instance';
import { fromSameOrigin } from '@/mocks/exchange/scenarios/http';
import { stateAnswer } from '../answer';

export const runtime = 'nodejs';

/** `DELETE /api/exchange/run`: stops the scenario that runs, and answers when its books are compared. */
export const DELETE = route(async (request) => {
  fromSameOrigin(request);
  await exchange().stopRun();
  return stateAnswer();
});
