/** What the number of a message says about those that came before. */
export type Verdict =
  | { readonly kind: 'next' }
  /** `from` to `to` are missing, both included. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number }
  /** It was missing and came late. */
  | { readonly kind: 'out_of_order' }
  | { readonly kind: 'duplicate' };

/** So many missing numbers are remembered; one that comes later still counts as a duplicate. */
const MAX_MISSING = 1_024;

/**
 * Follows the numbers of one symbol. Every number from the first on should come once, in order:
 *
 *     1 2 5 3 5     next, next, gap 3-4, out of order, duplicate
 */
export class SequenceTracker {
  private last: number | null = null;
  private readonly missing = new Set<number>();

  /** The highest number that came; null before the first. */
  get latest(): number | null {
    return this.last;
  }

  see(sequence: number): Verdict {
    const { last } = this;
    if (last === null || sequence === last + 1) {
      this.last = sequence;
      return { kind: 'next' };
    }
    if (sequence <= last) return this.missing.delete(sequence) ? { kind: 'out_of_order' } : { kind: 'duplicate' };
    for (let number = last + 1; number < sequence && this.missing.size < MAX_MISSING; number++)
      this.missing.add(number);
    this.last = sequence;
    return { kind: 'gap', from: last + 1, to: sequence - 1 };
  }

  /** A snapshot has the state after this number: what was missing is no longer needed. */
  restart(sequence: number): void {
    this.last = sequence;
    this.missing.clear();
  }
}
