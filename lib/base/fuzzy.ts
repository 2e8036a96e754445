/**
 * How well typed text fits a name: 0 not at all, else the more the better, at most 4.
 *
 * ```
 * whole:   "risk"  in  risk            4      at a word's start:  "check" in do_check    over 2.5
 * start:   "ri"    in  risk            over 3 inside a word:      "isk"   in risk        over 2
 * letters: "nexer" in  Next error      up to 1: letters in this order, of which at least two thirds begin
 *          ~~~  ~~     words or follow the one before; others are there by chance
 * ```
 *
 * Among equals the shorter name fits better. O(length of the name).
 * @param typed in lower case, without blanks; '' fits everything
 */
export function fuzzyScore(typed: string, name: string): number {
  if (typed === '') return 1;
  const lower = name.toLowerCase();
  const at = lower.indexOf(typed);
  if (at !== -1) {
    const place = at === 0 ? 3 : isWordStart(name, at) ? 2.5 : 2;
    return place + (typed.length / lower.length) * (at === 0 ? 1 : 0.49);
  }
  const tight = lettersInOrder(typed, name, lower, true) ?? lettersInOrder(typed, name, lower, false) ?? 0;
  const share = tight / typed.length;
  return share >= MIN_SHARE ? share - typed.length / (typed.length + lower.length) / 1000 : 0;
}

/** How well all words fit, each in one of the names; 0 when one of them fits none. */
export function fuzzyScoreOfAll(words: readonly string[], names: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    let best = 0;
    for (const name of names) best = Math.max(best, fuzzyScore(word, name));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

/** Typed text as the words to be scored. */
export function typedWords(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

const MIN_SHARE = 2 / 3;

/**
 * How many letters begin a word or follow the one before, when all are there in order; else null.
 * @param jump a letter that does not follow is looked for at the beginning of a word first, which may go too far
 */
function lettersInOrder(typed: string, name: string, lower: string, jump: boolean): number | null {
  let tight = 0;
  let from = 0;
  for (let i = 0; i < typed.length; i++) {
    const letter = typed[i] as string;
    let at = lower.indexOf(letter, from);
    if (at === -1) return null;
    if (jump && !(at === from && i > 0)) {
      let start = at;
      while (start !== -1 && !isWordStart(name, start)) start = lower.indexOf(letter, start + 1);
      if (start !== -1) at = start;
    }
    if ((at === from && i > 0) || isWordStart(name, at)) tight++;
    from = at + 1;
  }
  return tight;
}

function isWordStart(name: string, at: number): boolean {
  if (at === 0) return true;
  const before = name.charCodeAt(at - 1);
  if (!isLetterOrDigit(before)) return true;
  // camelCase
  const here = name.charCodeAt(at);
  return here >= 0x41 && here <= 0x5a && before >= 0x61 && before <= 0x7a;
}

/** Everything beyond ASCII is taken for a letter. */
function isLetterOrDigit(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code > 0x7f
  );
}
