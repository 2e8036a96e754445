import type { Buffer } from 'node:buffer';

/** Longer texts are rarely the same twice. */
export const LONGEST_SHARED = 40;
const SLOTS = 4096;

/** The text that was seen last in each slot: at most SLOTS times LONGEST_SHARED bytes, whatever is sent. */
const seen: string[] = Array.from({ length: SLOTS }, () => '');

/**
 * A short ASCII text from a buffer. Keys, names and many values come again and again: those are found by their bytes
 * instead of made anew, which takes a third of the time and keeps one copy in memory.
 * @returns null when the bytes are not ASCII
 */
export function sharedText(bytes: Buffer, start: number, end: number): string | null {
  const length = end - start;
  let hash = length;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte > 0x7f) return null;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
  const candidate = seen[slot] as string;
  if (candidate.length === length) {
    let i = 0;
    while (i < length && candidate.charCodeAt(i) === bytes[start + i]) i++;
    if (i === length) return candidate;
  }
  const text = bytes.toString('latin1', start, end);
  seen[slot] = text;
  return text;
}
