import type { HrTime } from '@opentelemetry/api';

/** All time of the exchange: what its spans say, and how long its simulated work takes. */
export interface Clock {
  /** Seconds and nanoseconds since the Unix epoch. Goes back only when the system's clock is set back. */
  now(): HrTime;
  sleep(ms: number): Promise<void>;
  /** @returns the function that calls it off. */
  after(ms: number, action: () => void): () => void;
  /** The same for what keeps nothing alive (heartbeats, ticks): neither a process nor a simulated clock goes on for its sake. */
  background(ms: number, action: () => void): () => void;
  /** Real work (cryptography) that a simulated clock has to wait for. */
  outside<Result>(work: Promise<Result>): Promise<Result>;
}

const NANOS = 1_000_000_000;
/** A difference to the system's clock that cannot come from its millisecond steps: it was set, or the machine slept. */
const STEP_MS = 50;

/**
 * The machine's clock in nanoseconds: the monotonic clock, anchored to the system's. (The SDK's own span times start on a
 * whole millisecond, too coarse for services that answer in less.) Anchored anew when the system's clock is set.
 */
export function systemClock(): Clock {
  let anchor = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();
  let latest = 0n;
  return {
    now() {
      let nanos = anchor + process.hrtime.bigint();
      const system = Date.now();
      if (Math.abs(Number(nanos / 1_000_000n) - system) > STEP_MS) {
        anchor = BigInt(system) * 1_000_000n - process.hrtime.bigint();
        nanos = anchor + process.hrtime.bigint();
        latest = 0n;
      }
      if (nanos < latest) nanos = latest;
      latest = nanos;
      return [Number(nanos / BigInt(NANOS)), Number(nanos % BigInt(NANOS))];
    },
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    after(ms, action) {
      const timer = setTimeout(action, ms);
      return () => clearTimeout(timer);
    },
    background(ms, action) {
      const timer = setTimeout(action, ms).unref();
      return () => clearTimeout(timer);
    },
    outside: (work) => work,
  };
}

/** Milliseconds since the epoch, exact to less than a microsecond. */
export function toMillis([seconds, nanos]: HrTime): number {
  return seconds * 1e3 + nanos / 1e6;
}

export function toUnixNano([seconds, nanos]: HrTime): string {
  return (BigInt(seconds) * BigInt(NANOS) + BigInt(nanos)).toString();
}
