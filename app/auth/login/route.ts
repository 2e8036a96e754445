import { route } from '@/lib/http/route';
import { carrierOf, readCredentials } from '@/mocks/exchange/http';
import { exchange } from '@/mocks/exchange/instance';

export const runtime = 'nodejs';

/** `POST /auth/login` with `{username, password}`: `{token, userId, expiresAt}`. */
export const POST = route(async (request) => {
  const session = await exchange().login(carrierOf(request), await readCredentials(request));
  return Response.json(session, { headers: { 'cache-control': 'no-store' } });
});
