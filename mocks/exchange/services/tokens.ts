import { randomBytes, subtle } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../clock';
import { accept, refuse, type Verdict } from '../orders/types';
import type { Session } from './topics';

const LIFETIME_S = 12 * 60 * 60;
const ISSUER = 'fillpath-exchange';
const ALGORITHM = 'HS256';
const HOW = 'Log in at POST /auth/login and send "Authorization: Bearer <token>".';

export interface Tokens {
  issue(userId: string): Promise<Session>;
  /** Whose token it is, or why it is refused: made by another, altered, of another algorithm (`none` too), or expired. */
  verify(token: string): Promise<Verdict<{ userId: string }>>;
}

/** JSON Web Tokens, signed with a key that is made here and never leaves: a restart logs everybody out. */
export function createTokens(clock: Clock): Tokens {
  // Imported once: from bytes, jose imports it at each call, a third of the time that checking a token takes.
  const key = subtle.importKey('raw', randomBytes(32), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);

  async function sign(userId: string, now: number): Promise<string> {
    const jwt = new SignJWT().setProtectedHeader({ alg: ALGORITHM }).setSubject(userId).setIssuer(ISSUER);
    return jwt
      .setIssuedAt(now)
      .setExpirationTime(now + LIFETIME_S)
      .sign(await key);
  }

  async function check(token: string): Promise<Verdict<{ userId: string }>> {
    const options = {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(clock.now()[0] * 1000),
    };
    try {
      const { payload } = await jwtVerify<{ sub: string }>(token, await key, options);
      return accept({ userId: payload.sub });
    } catch (error) {
      if (error instanceof errors.JWTExpired) return refuse('expired_token', `The token has expired. ${HOW}`);
      return refuse('bad_token', `The token is missing or not ours. ${HOW}`);
    }
  }

  return {
    async issue(userId) {
      const [now] = clock.now();
      const token = await clock.outside(sign(userId, now));
      return { token, userId, expiresAt: new Date((now + LIFETIME_S) * 1000).toISOString() };
    },
    verify: (token) => clock.outside(check(token)),
  };
}
