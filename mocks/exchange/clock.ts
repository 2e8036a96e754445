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
  let anchor = anchorNow();
  let latest: HrTime = [0, 0];
  return {
    // In numbers, each half by itself: half of what 64-bit integers take, and every span asks twice.
    now() {
      let time = sum(anchor, process.hrtime());
      if (Math.abs(toMillis(time) - Date.now()) > STEP_MS) {
        anchor = anchorNow();
        time = sum(anchor, process.hrtime());
      } else if (time[0] < latest[0] || (time[0] === latest[0] && time[1] < latest[1])) return latest;
      latest = time;
      return time;
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

/** What to add to the monotonic clock to get the system's. */
function anchorNow(): HrTime {
  const now = Date.now();
  const [seconds, nanos] = process.hrtime();
  return sum([Math.floor(now / 1e3), (now % 1e3) * 1e6], [-seconds, -nanos]);
}

/** The nanoseconds of each are below a whole second, and may be less than nothing. */
function sum([seconds, nanos]: HrTime, [moreSeconds, moreNanos]: HrTime): HrTime {
  const total = nanos + moreNanos;
  const carry = Math.floor(total / NANOS);
  return [seconds + moreSeconds + carry, total - carry * NANOS];
}

/** Milliseconds since the epoch, exact to less than a microsecond. */
export function toMillis([seconds, nanos]: HrTime): number {
  return seconds * 1e3 + nanos / 1e6;
}

export function toUnixNano([seconds, nanos]: HrTime): string {
  return (BigInt(seconds) * BigInt(NANOS) + BigInt(nanos)).toString();
}
