/** A source of chance that gives the same numbers for the same seed, on every machine. Not for secrets. */
export interface Rng {
  /** A number in [0, 1), in steps of 2^-32. */
  next(): number;
  /** A whole number in [0, maxExclusive). `maxExclusive` is a whole number from 1 to 2^32; anything else throws a RangeError. */
  int(maxExclusive: number): number;
}

const TWO_TO_32 = 2 ** 32;
/** Rounds after which the state no longer shows the seed, as PractRand does it. */
const WARM_UP_ROUNDS = 15;

/**
 * A generator for one seed; any finite number will do, of which the whole part modulo 2^32 counts.
 *
 * The generator is sfc32 ("small fast counting", Chris Doty-Humphrey's PractRand 0.95, public domain): 128 bits of state
 * and a period of at least 2^32, about 2^127 on average. The state is filled from the seed with splitmix32 (the 32-bit
 * finaliser of MurmurHash3 over a Weyl sequence), so that seeds 1, 2, 3 ... are as different as any others.
 */
export function createRng(seed: number): Rng {
  let weyl = seed | 0;
  const fill = (): number => {
    weyl = (weyl + 0x9e3779b9) | 0;
    let mixed = weyl ^ (weyl >>> 16);
    mixed = Math.imul(mixed, 0x85ebca6b);
    mixed ^= mixed >>> 13;
    mixed = Math.imul(mixed, 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  let a = fill();
  let b = fill();
  let c = fill();
  let counter = 1;

  const draw = (): number => {
    const drawn = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    return drawn >>> 0;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) draw();

  return {
    next: () => draw() / TWO_TO_32,
    int(maxExclusive) {
      if (!Number.isInteger(maxExclusive) || maxExclusive < 1 || maxExclusive > TWO_TO_32) {
        throw new RangeError(`int() needs a whole number from 1 to 2^32, not ${maxExclusive}.`);
      }
      return Math.floor((draw() / TWO_TO_32) * maxExclusive);
    },
  };
}
