import { randomBytes } from 'node:crypto';
import { SpanKind } from '@opentelemetry/api';
import { jwtVerify, SignJWT } from 'jose';
import type { Service } from '../messaging/service';
import { accept, refuse, type Verdict } from '../orders/types';
import { processing, verdictAttributes } from './attributes';
import type { Session, Topics } from './topics';
import { checkPassword, userExists } from './users';

const LIFETIME_S = 12 * 60 * 60;
const ISSUER = 'fillpath-exchange';
const BAD_TOKEN =
  'The token is missing, expired or not ours. Log in at POST /auth/login and send "Authorization: Bearer <token>".';

/**
 * Logs users in and checks their tokens. Tokens are signed with a secret that is made at each start, so a restart logs
 * everybody out. Neither passwords nor tokens are ever put on a span.
 */
export function startUserService(service: Service, topics: Topics): void {
  const secret = randomBytes(32);
  const { clock } = service;

  service.receive(topics.authenticate, ({ username, password }) =>
    service.span(
      'authenticate',
      { kind: SpanKind.SERVER, attributes: processing(topics.authenticate) },
      async (span) => {
        const user = await clock.outside(checkPassword(username, password));
        if (!user) return refuse('bad_login', 'Wrong username or password.');
        span.setAttribute('user.id', user.userId);
        return accept(await service.span('generate_token', { kind: SpanKind.INTERNAL }, () => issue(user.userId)));
      },
    ),
  );

  service.receive(topics.verifyToken, ({ token, quiet }) =>
    quiet
      ? verify(token)
      : service.span(
          'verify_token',
          { kind: SpanKind.SERVER, attributes: processing(topics.verifyToken) },
          async (span) => {
            const [verdict] = await Promise.all([verify(token), service.work(1, 3)]);
            span.setAttributes(verdict.accepted ? { 'user.id': verdict.value.userId } : verdictAttributes(verdict));
            return verdict;
          },
        ),
  );

  async function issue(userId: string): Promise<Session> {
    const [now] = clock.now();
    const jwt = new SignJWT().setProtectedHeader({ alg: 'HS256' }).setSubject(userId).setIssuer(ISSUER);
    const token = await clock.outside(
      jwt
        .setIssuedAt(now)
        .setExpirationTime(now + LIFETIME_S)
        .sign(secret),
    );
    return { token, userId, expiresAt: new Date((now + LIFETIME_S) * 1000).toISOString() };
  }

  async function verify(token: string): Promise<Verdict<{ userId: string }>> {
    const options = { algorithms: ['HS256'], issuer: ISSUER, currentDate: new Date(clock.now()[0] * 1000) };
    const claims = await clock.outside(
      jwtVerify(token, secret, options).then(
        ({ payload }) => payload,
        () => null,
      ),
    );
    if (!claims?.sub) return refuse('bad_token', BAD_TOKEN);
    if (!userExists(claims.sub))
      return refuse('unknown_user', 'The user of this token no longer exists. Log in again.');
    return accept({ userId: claims.sub });
  }
}
