import { setFaultRequest } from '@/lib/api/exchange-contract';
import { route } from '@/lib/http/route';
import { exchange } from '@/mocks/exchange/instance';
import { readCommand } from '@/mocks/exchange/scenarios/http';
import { stateAnswer } from '../../answer';

export const runtime = 'nodejs';

const EXPECTED = '{"active": true} or {"active": false}';

/** `PUT /api/exchange/faults/{fault}` with `{active}`: plants it or takes it out. */
export const PUT = route<{ fault: string }>(async (request, { fault }) => {
  const { active } = await readCommand(request, setFaultRequest, EXPECTED);
  await exchange().setFault(fault, active);
  return stateAnswer();
});
