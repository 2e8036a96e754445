import { clientAddress } from '@/lib/http/client-address';
import { FailedAttempts } from '@/lib/http/failed-attempts';
import { route } from '@/lib/http/route';
import { carrierOf, readCredentials } from '@/mocks/exchange/http';
import { exchange } from '@/mocks/exchange/instance';

export const runtime = 'nodejs';

/** Of a user name from one address. A name has at most 128 characters, so that these take some megabytes at most. */
const failures = new FailedAttempts({
  failures: 10,
  windowMs: 60_000,
  kinds: 10_000,
  now: () => performance.now(),
});

/**
 * `POST /auth/login` with `{username, password}`: `{token, userId, expiresAt}`. 429 with `Retry-After` once ten logins of that
 * name from that address have failed within a minute.
 */
export const POST = route(async (request) => {
  const credentials = await readCredentials(request);
  const kind = JSON.stringify([credentials.username, clientAddress(request)]);
  const session = await failures.limit(kind, () => exchange().login(carrierOf(request), credentials));
  return Response.json(session, { headers: { 'cache-control': 'no-store' } });
});
