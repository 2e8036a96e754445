import { setImmediate } from 'node:timers';
import type { Clock } from './clock';

interface Timer {
  readonly at: number;
  readonly sequence: number;
  readonly action: () => void;
  readonly background: boolean;
}

/**
 * A clock whose time passes only in {@link run}, as fast as the work allows: the same seed gives the same spans, to the
 * nanosecond. Timers of the same time fire in the order in which they were set.
 */
export class VirtualClock implements Clock {
  private readonly timers = new Set<Timer>();
  /** Nanoseconds since the start. */
  private elapsed = 0;
  private sequence = 0;
  private readonly outsideWork = new Set<Promise<unknown>>();
  /** Timers that are not in the background. */
  private awaited = 0;

  constructor(private readonly startSeconds: number) {}

  now(): [number, number] {
    return [this.startSeconds + Math.floor(this.elapsed / 1e9), this.elapsed % 1e9];
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  after(ms: number, action: () => void): () => void {
    return this.set(ms, action, false);
  }

  background(ms: number, action: () => void): () => void {
    return this.set(ms, action, true);
  }

  async outside<Result>(work: Promise<Result>): Promise<Result> {
    this.outsideWork.add(work);
    try {
      return await work;
    } finally {
      this.outsideWork.delete(work);
    }
  }

  /** Lets everything happen that will happen by itself; ends when no timer is left but those in the background. */
  async run(): Promise<void> {
    for (;;) {
      await turn();
      while (this.outsideWork.size > 0) {
        await Promise.allSettled(this.outsideWork);
        await turn();
      }
      const next = this.earliest();
      if (!next || this.awaited === 0) return;
      this.drop(next);
      this.elapsed = next.at;
      next.action();
    }
  }

  private set(ms: number, action: () => void, background: boolean): () => void {
    const timer: Timer = { at: this.elapsed + Math.round(ms * 1e6), sequence: this.sequence++, action, background };
    this.timers.add(timer);
    if (!background) this.awaited++;
    return () => this.drop(timer);
  }

  private drop(timer: Timer): void {
    if (this.timers.delete(timer) && !timer.background) this.awaited--;
  }

  private earliest(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers) {
      if (!first || timer.at < first.at || (timer.at === first.at && timer.sequence < first.sequence)) first = timer;
    }
    return first;
  }
}

/** Promise callbacks all run before the next turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
