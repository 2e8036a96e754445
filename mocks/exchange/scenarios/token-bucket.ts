/**
 * How many orders are due, at a rate. Saves up a fifth of a second at most: a pipeline that was busy for longer is not
 * flooded afterwards.
 */
export class TokenBucket {
  private tokens = 0;

  constructor(private rate = 0) {}

  get perSecond(): number {
    return this.rate;
  }

  setRate(perSecond: number): void {
    this.rate = perSecond;
    this.tokens = Math.min(this.tokens, this.most);
  }

  /** What is due after so much time, in whole orders; the fraction is kept. */
  take(elapsedMs: number): number {
    this.tokens = Math.min(this.most, this.tokens + (this.rate * elapsedMs) / 1000);
    // 50 times 0.02 is not quite 1.
    const due = Math.floor(this.tokens + 1e-9);
    this.tokens -= due;
    return due;
  }

  private get most(): number {
    return Math.max(1, this.rate / 5);
  }
}
