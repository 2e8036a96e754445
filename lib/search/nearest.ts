const MOST = 3;

/**
 * Which of `known` somebody may have meant by `written`, the likeliest first, three at most: those that contain it, and those
 * that differ from it in no more than a third of its characters (Levenshtein distance), ignoring case.
 */
export function nearest(written: string, known: Iterable<string>): string[] {
  const wanted = written.toLowerCase();
  if (wanted === '') return [];
  const reach = Math.max(1, Math.floor(wanted.length / 3));
  return [...new Set(known)]
    .map((name) => ({ name, steps: stepsBetween(wanted, name.toLowerCase(), reach) }))
    .filter(({ name, steps }) => steps <= reach || name.toLowerCase().includes(wanted))
    .sort((one, other) => one.steps - other.steps || one.name.length - other.name.length)
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** Insertions, removals and replacements from one text to the other; `reach` + 1 stands for any more than `reach`. */
function stepsBetween(one: string, other: string, reach: number): number {
  if (Math.abs(one.length - other.length) > reach) return reach + 1;
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (before[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      now.push(Math.min(replaced, (before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1));
    }
    before = now;
  }
  return Math.min(before.at(-1) ?? 0, reach + 1);
}
