import { FillpathError, isFillpathError } from '@/lib/base/errors';

export interface AttemptLimits {
  /** This many failures of one kind within the window; the next attempt is refused unheard. */
  readonly failures: number;
  readonly windowMs: number;
  /** So many kinds are remembered, those that failed last. Whoever goes through more of them makes their failures forgotten. */
  readonly kinds: number;
  /** Milliseconds that never go back. */
  readonly now: () => number;
}

/**
 * Slows down guessing. A *kind* of attempt is whatever is limited together, for example a user name from one address. Only
 * attempts that end `unauthorized` count, and each kind on its own: nobody is kept out by what others get wrong.
 */
export class FailedAttempts {
  /** When each kind failed, oldest first, at most `failures` of them; the kinds in the order of their latest failure. */
  private readonly failedAt = new Map<string, number[]>();

  constructor(private readonly limits: AttemptLimits) {}

  /**
   * Makes an attempt; a success makes its kind's failures forgotten.
   * @throws FillpathError `overloaded` with `retryAfterSeconds` when there were too many failures; whatever `attempt` throws.
   */
  async limit<Result>(kind: string, attempt: () => Promise<Result>): Promise<Result> {
    this.refuseTooMany(kind);
    try {
      const result = await attempt();
      // Again: of guesses that are sent all at once no more may be told right from wrong than of guesses in turn.
      this.refuseTooMany(kind);
      this.failedAt.delete(kind);
      return result;
    } catch (error) {
      if (!isFillpathError(error) || error.kind !== 'unauthorized') throw error;
      this.refuseTooMany(kind);
      this.note(kind);
      throw error;
    }
  }

  private refuseTooMany(kind: string): void {
    const { failures, windowMs, now } = this.limits;
    const recent = this.recent(kind);
    const [oldest] = recent;
    if (oldest === undefined || recent.length < failures) return;
    const retryAfterSeconds = Math.max(1, Math.ceil((oldest + windowMs - now()) / 1000));
    throw new FillpathError(
      'overloaded',
      `${failures} attempts failed within ${windowMs / 1000} s. Try again in ${retryAfterSeconds} s.`,
      { retryAfterSeconds },
    );
  }

  private note(kind: string): void {
    const recent = this.recent(kind);
    // To the end of the map's order.
    this.failedAt.delete(kind);
    this.failedAt.set(kind, [...recent, this.limits.now()]);
    const [first] = this.failedAt.keys();
    if (this.failedAt.size > this.limits.kinds && first !== undefined) this.failedAt.delete(first);
  }

  private recent(kind: string): number[] {
    const since = this.limits.now() - this.limits.windowMs;
    return (this.failedAt.get(kind) ?? []).filter((failedAt) => failedAt > since);
  }
}
