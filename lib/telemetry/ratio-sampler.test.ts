import { type Attributes, ROOT_CONTEXT, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base/rng';
import { KEEP_ATTRIBUTE, RatioSampler } from './ratio-sampler';

const rng = createRng(1);
const hex = (digits: number) => Array.from({ length: digits }, () => rng.int(16).toString(16)).join('');
const TRACE_IDS = Array.from({ length: 4_000 }, () => hex(32));

function decided(sampler: RatioSampler, traceId: string, context = ROOT_CONTEXT, attributes: Attributes = {}): boolean {
  const { decision } = sampler.shouldSample(context, traceId, 'a', SpanKind.SERVER, attributes, []);
  return decision === SamplingDecision.RECORD_AND_SAMPLED;
}

function under(traceId: string, traceFlags: TraceFlags) {
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId: '00000000000000a1', traceFlags, isRemote: true });
}

const kept = (sampler: RatioSampler) => new Set(TRACE_IDS.filter((traceId) => decided(sampler, traceId)));

describe('a sampler by ratio', () => {
  it('keeps everything until it is told otherwise', () => {
    expect(kept(new RatioSampler()).size).toBe(TRACE_IDS.length);
  });

  it.each([0, 0.1, 0.5, 0.9, 1])('keeps a share of %d, from then on', (ratio) => {
    const sampler = new RatioSampler();
    sampler.ratio = ratio;
    expect(sampler.ratio).toBe(ratio);
    expect(kept(sampler).size / TRACE_IDS.length).toBeCloseTo(ratio, 1);
  });

  it('decides from the trace id alone: every service alike, and what a tenth has a half has, too', () => {
    const [one, other, half] = [new RatioSampler(), new RatioSampler(), new RatioSampler()];
    one.ratio = other.ratio = 0.1;
    half.ratio = 0.5;
    expect(kept(one)).toEqual(kept(other));
    const byHalf = kept(half);
    expect([...kept(one)].every((traceId) => byHalf.has(traceId))).toBe(true);
  });

  it('follows the parent, whatever the ratio', () => {
    const sampler = new RatioSampler();
    const [traceId = ''] = TRACE_IDS;
    sampler.ratio = 0;
    expect(decided(sampler, traceId, under(traceId, TraceFlags.SAMPLED))).toBe(true);
    sampler.ratio = 1;
    expect(decided(sampler, traceId, under(traceId, TraceFlags.NONE))).toBe(false);
  });

  it('keeps a trace that says so as it begins at any ratio, and follows the parent all the same', () => {
    const sampler = new RatioSampler();
    const [traceId = ''] = TRACE_IDS;
    sampler.ratio = 0;
    expect(decided(sampler, traceId, ROOT_CONTEXT, { [KEEP_ATTRIBUTE]: true })).toBe(true);
    expect(decided(sampler, traceId, ROOT_CONTEXT, { [KEEP_ATTRIBUTE]: false })).toBe(false);
    expect(decided(sampler, traceId, under(traceId, TraceFlags.NONE), { [KEEP_ATTRIBUTE]: true })).toBe(false);
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses a ratio of %d and stays as it was', (ratio) => {
    const sampler = new RatioSampler();
    expect(() => {
      sampler.ratio = ratio;
    }).toThrow(RangeError);
    expect(sampler.ratio).toBe(1);
  });
});
