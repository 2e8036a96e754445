import { type EndedSession, endSessionRequest } from '@/lib/api/exchange-contract';
import { route } from '@/lib/http/route';
import { exchange } from '@/mocks/exchange/instance';
import { readCommand } from '@/mocks/exchange/scenarios/http';

export const runtime = 'nodejs';

/** `POST /api/exchange/session/end`: ends the trading day at every venue that lives, and says how many day orders expired. */
export const POST = route(async (request) => {
  await readCommand(request, endSessionRequest, 'an empty body, or {}');
  const ended: EndedSession = await exchange().endSession();
  return Response.json(ended, { headers: { 'cache-control': 'no-store' } });
});
