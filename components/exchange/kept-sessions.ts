import type { Session } from './exchange-client';

const PREFIX = 'fillpath.session.';

/** The session that an earlier page left behind, if any; it may have expired. */
export function keptSession(username: string): Session | null {
  try {
    const { token, userId } = JSON.parse(localStorage.getItem(PREFIX + username) ?? '{}') as Partial<Session>;
    return typeof token === 'string' && typeof userId === 'string' ? { token, userId } : null;
  } catch {
    return null;
  }
}

/**
 * Keeps a session for the next page, so that not every visit logs in and leaves a trace of it. These are demo clients whose
 * passwords are published: their tokens are no secret. Null forgets it.
 */
export function keepSession(username: string, session: Session | null): void {
  try {
    if (session === null) localStorage.removeItem(PREFIX + username);
    else localStorage.setItem(PREFIX + username, JSON.stringify(session));
  } catch {
    // Storage is forbidden: the next page logs in again.
  }
}
