import { MAX_FIND_LENGTH } from '@/lib/url/trace-find';

/**
 * What is looked for with one more term that must hold, too; the same when it is there already. The term alone where both
 * together would be longer than what can be looked for.
 */
export function addToFind(find: string, term: string): string {
  const before = find.trim();
  if (` ${before} `.includes(` ${term} `)) return before;
  const both = `${before} ${term}`.trim();
  return both.length <= MAX_FIND_LENGTH ? both : term;
}
