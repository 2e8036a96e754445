import type { Steps } from '@/lib/base/steps';

/** Texts a step: a few milliseconds. */
const CHUNK = 4096;

/**
 * For each text its place among all in the order of their code units, from 0; equal texts in the order they come in. A merge
 * sort from below, because the built-in sort cannot pause.
 */
export function* rankTextSteps(texts: readonly string[]): Steps<Uint32Array> {
  const count = texts.length;
  let from = Uint32Array.from(texts, (_, i) => i);
  const compare = (a: number, b: number): number => {
    const one = texts[a] as string;
    const other = texts[b] as string;
    return one < other ? -1 : one > other ? 1 : a - b;
  };
  for (let begin = 0; begin < count; begin += CHUNK) {
    const run = from.slice(begin, begin + CHUNK).sort(compare);
    from.set(run, begin);
    yield (begin / count) * 0.5;
  }
  for (let width = CHUNK; width < count; width *= 2) {
    const to = new Uint32Array(count);
    for (let begin = 0; begin < count; begin += 2 * width) {
      const middle = Math.min(begin + width, count);
      const end = Math.min(begin + 2 * width, count);
      let left = begin;
      let right = middle;
      for (let at = begin; at < end; at++) {
        const takeLeft = right >= end || (left < middle && compare(from[left] as number, from[right] as number) < 0);
        to[at] = from[takeLeft ? left++ : right++] as number;
        if (at % CHUNK === 0) yield 0.5 + (width / count) * 0.5;
      }
    }
    from = to;
  }
  const ranks = new Uint32Array(count);
  for (let rank = 0; rank < count; rank++) ranks[from[rank] as number] = rank;
  return ranks;
}
