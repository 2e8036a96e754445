/** Counts the messages that were sent and are not yet dealt with, so that a stop can wait for them. */
export class Traffic {
  private inFlight = 0;
  private waiting: (() => void)[] = [];

  get count(): number {
    return this.inFlight;
  }

  began(): void {
    this.inFlight++;
  }

  ended(): void {
    this.inFlight--;
    if (this.inFlight > 0) return;
    for (const wake of this.waiting) wake();
    this.waiting = [];
  }

  /** Resolves once nothing is in flight; at once when nothing is. */
  idle(): Promise<void> {
    if (this.inFlight === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
