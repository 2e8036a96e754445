import { SpanKind } from '@opentelemetry/api';
import type { Database } from '../database/database';
import type { Service } from '../messaging/service';
import { accept, refuse } from '../orders/types';
import { processing, verdictAttributes } from './attributes';
import { createTokens } from './tokens';
import type { Topics } from './topics';
import { type Passwords, Users } from './users';

/** Logs users in and checks their tokens. Neither passwords nor tokens are ever put on a span. */
export function startUserService(service: Service, topics: Topics, database: Database, passwords?: Passwords): void {
  const { clock } = service;
  const users = new Users(database.tracedBy(service), passwords);
  const tokens = createTokens(clock);

  service.receive(topics.authenticate, ({ username, password }) =>
    service.span(
      'authenticate',
      { kind: SpanKind.SERVER, attributes: processing(topics.authenticate) },
      async (span) => {
        const userId = await clock.outside(users.check(username, password));
        if (userId === null) {
          const verdict = refuse(
            'bad_login',
            'Wrong username or password. Send both again; the README names the demo accounts.',
          );
          span.setAttributes(verdictAttributes(verdict));
          return verdict;
        }
        span.setAttribute('user.id', userId);
        const settings = { kind: SpanKind.INTERNAL, attributes: { 'user.id': userId } };
        return accept(await service.span('generate_token', settings, () => tokens.issue(userId)));
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

  async function verify(token: string) {
    const verdict = await tokens.verify(token);
    if (!verdict.accepted || users.exists(verdict.value.userId)) return verdict;
    return refuse('unknown_user', 'The user of this token no longer exists. Log in again.');
  }
}
