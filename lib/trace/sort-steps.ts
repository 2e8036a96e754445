import type { Steps } from '@/lib/base/steps';

const DIGIT_BITS = 16;
const DIGITS = 64 / DIGIT_BITS;
const BUCKETS = 1 << DIGIT_BITS;
const MASK = BUCKETS - 1;
/** Keys a step: a few milliseconds. */
const CHUNK = 1 << 17;

/**
 * The indices of `keys` in their order; equal keys keep the order that they have. Keys are not negative and not NaN.
 *
 * A radix sort over the bits of the doubles, which for numbers from 0 up sort like whole numbers. Unlike the built-in sort it
 * can pause, and it calls no comparator: 1,000,000 durations take 30 to 90 ms in all, no step more than 14 ms (2 busy
 * cores, Node 24). Digits in which all keys agree cost one look.
 *
 * @param descending the largest first; equal keys still keep their order.
 */
export function* sortSteps(keys: Float64Array, descending = false): Steps<Uint32Array> {
  const count = keys.length;
  const numbers = new Float64Array(count);
  let from = new Uint32Array(count);
  for (let begin = 0; begin < count; begin += CHUNK) {
    const end = Math.min(begin + CHUNK, count);
    for (let i = begin; i < end; i++) {
      // -0 would sort after everything else by its bits; added to 0 it is 0.
      numbers[i] = (keys[i] as number) + 0;
      from[i] = i;
    }
    yield 0;
  }
  const bits = new Uint32Array(numbers.buffer);
  const flip = descending ? MASK : 0;
  let to = new Uint32Array(count);
  for (let digit = 0; digit < DIGITS; digit++) {
    // Doubles lie in memory with their low half first, as on all machines that run browsers.
    const half = digit >> 1;
    const shift = (digit & 1) * DIGIT_BITS;
    const starts = new Uint32Array(BUCKETS + 1);
    for (let begin = 0; begin < count; begin += CHUNK) {
      const end = Math.min(begin + CHUNK, count);
      for (let i = begin; i < end; i++) {
        const bucket = (((bits[2 * i + half] as number) >>> shift) & MASK) ^ flip;
        starts[bucket + 1] = (starts[bucket + 1] as number) + 1;
      }
      yield (digit + (end / count) * 0.4) / DIGITS;
    }
    if (count === 0 || starts.includes(count)) continue;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      starts[bucket + 1] = (starts[bucket + 1] as number) + (starts[bucket] as number);
    }
    for (let begin = 0; begin < count; begin += CHUNK) {
      const end = Math.min(begin + CHUNK, count);
      for (let at = begin; at < end; at++) {
        const i = from[at] as number;
        const bucket = (((bits[2 * i + half] as number) >>> shift) & MASK) ^ flip;
        const place = starts[bucket] as number;
        to[place] = i;
        starts[bucket] = place + 1;
      }
      yield (digit + 0.4 + (end / count) * 0.6) / DIGITS;
    }
    [from, to] = [to, from];
  }
  return from;
}
