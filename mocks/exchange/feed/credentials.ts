import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who a member is at its venues. */
export interface Credentials {
  readonly account: string;
  readonly secret: string;
}

/**
 * With a secret for this start of the exchange. It never leaves the process but over loopback to a venue, so nobody else on
 * the machine can log on in a member's name. Not of the seeded chance, which could be guessed.
 */
export function newCredentials(account: string): Credentials {
  return { account, secret: randomBytes(32).toString('base64url') };
}

/** Whether these are that member's. Takes equally long for every wrong secret. */
export function areThose(offered: Credentials, member: Credentials): boolean {
  return timingSafeEqual(digestOf(offered), digestOf(member));
}

function digestOf({ account, secret }: Credentials): Buffer {
  return createHash('sha256').update(`${account}\n${secret}`).digest();
}
