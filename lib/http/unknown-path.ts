import { FillpathError } from '@/lib/base/errors';
import { route } from './route';

const MAX_SHOWN = 100;

/**
 * Answers what no route of an API does, with a problem document: Next would answer with a page, which no program reads.
 * Catch-all routes (`[...path]`) are asked last.
 */
export const unknownPath = route<{ path: string[] }>((request) => {
  const { pathname } = new URL(request.url);
  const shown = pathname.length <= MAX_SHOWN ? pathname : `${pathname.slice(0, MAX_SHOWN)}…`;
  throw new FillpathError('not-found', `Nothing is at ${shown} here. README.md lists the paths that programs may use.`);
});
