/** What went wrong, as the HTTP layer needs to know it. `lib/http` turns a kind into a status. */
export type ErrorKind =
  | 'invalid-input'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'too-large'
  | 'unsupported-media-type'
  | 'rejected'
  | 'overloaded'
  | 'unavailable';

/**
 * An error whose message is written for the person who caused it: what is wrong and what to do about it.
 * Anything else that is thrown is a defect and is answered as 500 without its message.
 */
export class FillpathError extends Error {
  override readonly name: string = 'FillpathError';

  constructor(
    readonly kind: ErrorKind,
    message: string,
    /** Extra members for the problem document, for example the position of a query error. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/**
 * True for a {@link FillpathError} or a subclass. Not `instanceof`: the server bundles its start-up and its routes apart, so one
 * process holds several copies of the class, and what one throws the other must recognise.
 */
export function isFillpathError(error: unknown): error is FillpathError {
  return error instanceof Error && typeof (error as Partial<FillpathError>).kind === 'string' && 'details' in error;
}
