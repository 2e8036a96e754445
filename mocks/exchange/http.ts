import { z } from 'zod';
import { FillpathError } from '@/lib/base/errors';
import { isDeeper, MAX_DEPTH } from './bad-input';
import type { Carrier } from './messaging/envelope';

/** An order or a login fits many times over. */
const MAX_BODY_BYTES = 16 * 1024;
/**
 * A body that is larger is read on and forgotten, up to this: a client whose connection breaks while it sends may never read
 * the 413, and takes it for a fault of the network.
 */
const MAX_READ_BYTES = 64 * 1024 * 1024;
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 1_000;

const credentials = z.object({ username: z.string().max(128), password: z.string().max(256) });

/** The caller's trace context. */
export function carrierOf({ headers }: Request): Carrier {
  const carrier: Carrier = {};
  for (const name of ['traceparent', 'tracestate'] as const) {
    const value = headers.get(name);
    if (value !== null) carrier[name] = value;
  }
  return carrier;
}

/** The token of `Authorization: Bearer <token>`; '' without one, which no user has. */
export function tokenOf({ headers }: Request): string {
  return /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
}

/**
 * The body as JSON, whatever it says it is; `empty` for one without a byte, where that may be left out.
 * @throws FillpathError `too-large`, or `invalid-input` when it is not JSON.
 */
export async function readJson(request: Request, empty?: object): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MAX_READ_BYTES) break;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (length > MAX_BODY_BYTES) {
    const sentence = `The body is larger than ${MAX_BODY_BYTES} bytes, which no order needs.`;
    throw new FillpathError('too-large', sentence, { reason: 'bad_request' });
  }
  if (length === 0 && empty) return empty;
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new FillpathError('invalid-input', 'The body is not JSON. Send one JSON object.', { reason: 'bad_request' });
  }
  if (!isDeeper(body, MAX_DEPTH)) return body;
  throw new FillpathError(
    'invalid-input',
    `The body is nested more than ${MAX_DEPTH} levels deep. Send one JSON object.`,
    {
      reason: 'bad_request',
    },
  );
}

/** @throws FillpathError `invalid-input`; `too-large`. */
export async function readCredentials(request: Request): Promise<z.infer<typeof credentials>> {
  const result = credentials.safeParse(await readJson(request));
  if (result.success) return result.data;
  throw new FillpathError('invalid-input', 'Send {"username": "...", "password": "..."}.', { reason: 'bad_request' });
}

/** `?limit`, 50 when left out. @throws FillpathError `invalid-input` unless it is a whole number from 1 to 1000. */
export function limitOf(request: Request): number {
  const text = new URL(request.url).searchParams.get('limit');
  if (text === null || text === '') return DEFAULT_LIMIT;
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  const sentence = `limit must be a whole number from 1 to ${MAX_LIMIT}, not "${text}".`;
  throw new FillpathError('invalid-input', sentence, { reason: 'bad_request' });
}
