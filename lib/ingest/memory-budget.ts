/** A part of a {@link MemoryBudget} that one request holds until it is answered. */
export interface Claim {
  /** Asks for more bytes. @returns false when others hold what is left; nothing is claimed then. */
  grow(bytes: number): boolean;
  /** Gives back this many of its bytes, or all of them. */
  release(bytes?: number): void;
}

/**
 * Bounds what all requests hold together, however many come at once. A request that is alone may hold more than the budget:
 * its own size is bounded elsewhere, and it could never be taken otherwise.
 */
export class MemoryBudget {
  private used = 0;

  constructor(private readonly maxBytes: number) {}

  claim(): Claim {
    let own = 0;
    return {
      grow: (bytes) => {
        if (this.used > own && this.used + bytes > this.maxBytes) return false;
        own += bytes;
        this.used += bytes;
        return true;
      },
      release: (bytes = own) => {
        own -= bytes;
        this.used -= bytes;
      },
    };
  }
}
