const HASHES = 4;
const BITS_AN_ID = 12;
/** 16 MiB: with twenty million ids in it one new id in thirty looks known, with fifty million one in three. */
const SMALLEST_BITS = 2 ** 27;
const LARGEST_BITS = 2 ** 30;

/** A set of ids that forgets which they were (Bloom, CACM 13:7, 1970): it errs, but never about an id that was added. */
export class BloomFilter {
  private readonly words: Uint32Array;
  private readonly mask: number;

  /** Room for `expected` ids and as many again, of which one in a hundred is then mistaken; from 16 to 128 MiB. */
  constructor(expected: number) {
    const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, expected * 2 * BITS_AN_ID)));
    const bits = Math.min(LARGEST_BITS, Math.max(SMALLEST_BITS, wanted));
    this.words = new Uint32Array(bits / 32);
    this.mask = bits - 1;
  }

  add(id: string): void {
    hash(id);
    for (let turn = 0, at = hashed.first; turn < HASHES; turn++, at = (at + hashed.step) | 0) {
      const bit = at & this.mask;
      this.words[bit >>> 5] = (this.words[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  /** False only for an id that was never added. */
  mayHave(id: string): boolean {
    hash(id);
    for (let turn = 0, at = hashed.first; turn < HASHES; turn++, at = (at + hashed.step) | 0) {
      const bit = at & this.mask;
      if (((this.words[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }
}

/** Of the last `hash`: all positions of an id follow from two numbers (Kirsch and Mitzenmacher, 2006). */
const hashed = { first: 0, step: 0 };

/** Two 32-bit hashes in the manner of FNV-1a, mixed at the end as MurmurHash3 does: ids may count up. */
function hash(id: string): void {
  let first = 0x811c9dc5;
  let second = 0x01000193;
  for (let at = 0; at < id.length; at++) {
    const code = id.charCodeAt(at);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x5bd1e995);
  }
  hashed.first = mixed(first);
  // Odd, so that the positions of one id differ.
  hashed.step = mixed(second) | 1;
}

function mixed(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
