import type { z } from 'zod';
import { FillpathError } from '@/lib/base/errors';
import { faultIn } from '../bad-input';
import { readJson } from '../http';

/**
 * The body of a request that changes something, as its contract has it; `{}` for an empty one. `expected` ends the sentence
 * "Send ..." that a bad one is answered with.
 * @throws FillpathError `forbidden` when a page of another origin sent it; `unsupported-media-type`, `invalid-input`, `too-large`.
 */
export async function readCommand<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  expected: string,
): Promise<z.infer<Schema>> {
  fromSameOrigin(request);
  const body = await bodyOf(request);
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new FillpathError('invalid-input', `${faultIn(body, result.error, 'The body')} Send ${expected}.`);
}

/**
 * A page elsewhere can make a browser on this machine send requests here, and may not start anything with them. Programs
 * that are no browsers send neither header that is looked at.
 * @throws FillpathError `forbidden`
 */
export function fromSameOrigin({ headers }: Request): void {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  // Where a proxy writes the host anew the origin differs from it, but browsers still say what they find.
  const own =
    site === null
      ? origin === null || hostOf(origin) === headers.get('host')
      : site === 'same-origin' || site === 'none';
  if (own) return;
  throw new FillpathError(
    'forbidden',
    'Only Fillpath’s own pages, and programs that are no browsers, may control the exchange.',
  );
}

async function bodyOf(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? 'application/json';
  if (/^application\/json *(;|$)/i.test(type)) return readJson(request, {});
  throw new FillpathError('unsupported-media-type', `Send the body as application/json, not as ${type.slice(0, 100)}.`);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
