import { FillpathError } from '@/lib/base/errors';
import { problemResponse } from './problem';

/** What makes a request one that no route can be asked: its path, or its method. */
export type Refusal = 'path' | 'method';

/** The route that answers refused requests, with `?why=` a {@link Refusal}. */
export const REFUSED_PATH = '/refused';

/** Some route answers each of these. */
const METHODS = 'GET, HEAD, POST, DELETE, OPTIONS';

/**
 * Why a request must not reach Next, which answers it with 500 and plain text: it decodes each path without catching what
 * that throws, and web requests, which it makes of all others, have no TRACE.
 *
 * @param target as in the request line: path and query, encoded. A broken encoding in the query is the route's to read.
 * @returns null for a request like any other
 */
export function refusalOf(method: string | undefined, target: string | undefined): Refusal | null {
  if (method === 'TRACE') return 'method';
  const [path = ''] = (target ?? '').split('?', 1);
  // `OPTIONS *`, and requests that were meant for another server and sent here as to a proxy.
  if (!path.startsWith('/')) return 'path';
  try {
    decodeURIComponent(path);
    return null;
  } catch {
    return 'path';
  }
}

/** The answer: 405 for a method, 400 for anything else. */
export function refusalResponse(why: string | null): Response {
  if (why !== 'method') {
    const sentence =
      'The path of this address cannot be read. It starts with "/", and a "%" in it is followed by two hexadecimal digits, ' +
      'which together are UTF-8; write %25 for the sign itself.';
    return problemResponse(new FillpathError('invalid-input', sentence));
  }
  const answer = problemResponse(
    new FillpathError('method-not-allowed', `TRACE is not answered here. Use one of ${METHODS}.`),
  );
  answer.headers.set('allow', METHODS);
  return answer;
}
