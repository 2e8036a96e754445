import { type StartedFlow, startFlowRequest } from '@/lib/api/exchange-contract';
import { route } from '@/lib/http/route';
import { exchange } from '@/mocks/exchange/instance';
import { readCommand } from '@/mocks/exchange/scenarios/http';

export const runtime = 'nodejs';

const EXPECTED = '{"count": 3}, a whole number from 1 to 100, or nothing for 1';

/** `POST /api/exchange/flows/{flow}` with `{count?}`: starts it, and says which traces and orders begin with it. */
export const POST = route<{ flow: string }>(async (request, { flow }) => {
  const { count = 1 } = await readCommand(request, startFlowRequest, EXPECTED);
  const started: StartedFlow = await exchange().startFlow(flow, count);
  return Response.json(started, { status: 201, headers: { 'cache-control': 'no-store' } });
});
