import { type ErrorKind, isFillpathError } from '@/lib/base/errors';

const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  'invalid-input': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  rejected: 422,
  overloaded: 429,
  unavailable: 503,
};

const TITLE_OF: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Rejected',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
};

/** The HTTP status for a thrown value: by its kind for a {@link FillpathError}, 500 for anything else. */
export function statusFor(error: unknown): number {
  return isFillpathError(error) ? STATUS_OF[error.kind] : 500;
}

/**
 * An RFC 9457 problem document for a thrown value. The message of an unexpected error stays in the log: it may name
 * files, SQL or values. A whole number of seconds in the detail `retryAfterSeconds` is said in `Retry-After`, too.
 */
export function problemResponse(error: unknown): Response {
  const status = statusFor(error);
  const details = isFillpathError(error) ? error.details : {};
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (Number.isInteger(details.retryAfterSeconds)) headers.set('retry-after', String(details.retryAfterSeconds));
  // What is left of a body that was not read to its end would be taken for the next request.
  if (status === 413) headers.set('connection', 'close');
  return Response.json(
    {
      type: 'about:blank',
      ...details,
      title: TITLE_OF[status] ?? 'Error',
      status,
      detail: isFillpathError(error)
        ? error.message
        : 'Fillpath failed to answer this. Its log has the reason; please report it.',
    },
    { status, headers },
  );
}
