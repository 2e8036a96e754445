import { FillpathError } from '@/lib/base/errors';

/** Where a query is wrong, in UTF-16 code units of its text, and what would be right there. */
export interface QueryErrorDetails {
  readonly position: number;
  readonly length: number;
  readonly expected: string;
}

/** A query that cannot be understood. The sentence says where, why and what to write instead. */
export class InvalidQuery extends FillpathError {
  override readonly name = 'InvalidQuery';

  constructor(
    why: string,
    readonly at: QueryErrorDetails,
  ) {
    super('invalid-input', `${why} (at character ${at.position + 1} of the query). Expected: ${at.expected}.`, {
      ...at,
    });
  }
}

/** The error for the piece of text from `position` to `end`. */
export function invalidQuery(why: string, position: number, end: number, expected: string): InvalidQuery {
  return new InvalidQuery(why, { position, length: Math.max(1, end - position), expected });
}

/** A piece of a query as an error names it: short, and on one line. */
export function excerpt(text: string): string {
  const line = text.slice(0, 48).replaceAll(/\s+/g, ' ');
  return text.length > 48 ? `${line}…` : line;
}
