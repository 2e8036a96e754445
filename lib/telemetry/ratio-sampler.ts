import type { Attributes } from '@opentelemetry/api';
import {
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';

/** True among the attributes that a trace's first span is started with: the trace is recorded whatever the ratio. */
export const KEEP_ATTRIBUTE = 'sampling.keep';

/**
 * Head sampling by a share that can be changed at any time. A new trace is decided from its id, so that every service comes
 * to the same decision; a span with a parent follows it, so that a trace is there as a whole or not at all. What is known to
 * be worth keeping as the trace begins is kept by {@link KEEP_ATTRIBUTE}: what shows only later is too late for a head sampler.
 */
export class RatioSampler implements Sampler {
  private share = 1;
  private current = samplerOf(1);

  /** The share of traces that are recorded, 0 to 1. Traces under way stay as they were decided. */
  get ratio(): number {
    return this.share;
  }

  /** @throws RangeError unless it is a number from 0 to 1. */
  set ratio(ratio: number) {
    if (!(ratio >= 0 && ratio <= 1)) throw new RangeError(`A ratio is from 0 to 1, not ${ratio}.`);
    this.share = ratio;
    this.current = samplerOf(ratio);
  }

  shouldSample(...args: Parameters<Sampler['shouldSample']>): ReturnType<Sampler['shouldSample']> {
    return this.current.shouldSample(...args);
  }

  toString(): string {
    return this.current.toString();
  }
}

function samplerOf(ratio: number): Sampler {
  return new ParentBasedSampler({ root: keeping(new TraceIdRatioBasedSampler(ratio)) });
}

function keeping(others: Sampler): Sampler {
  return {
    shouldSample: (...args) =>
      isKept(args[4]) ? { decision: SamplingDecision.RECORD_AND_SAMPLED } : others.shouldSample(...args),
    toString: () => `KeepBased{${KEEP_ATTRIBUTE}, else ${others.toString()}}`,
  };
}

function isKept(attributes: Attributes): boolean {
  return attributes[KEEP_ATTRIBUTE] === true;
}
