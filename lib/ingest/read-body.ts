import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { FillpathError } from '@/lib/base/errors';
import type { Claim } from './memory-budget';

const gunzipAsync = promisify(gunzip);

/**
 * A body that is not taken is read to its end and forgotten, up to this many times the limit: a client whose connection
 * breaks while it sends never reads the 413, takes it for a network fault and sends the same again, for ever.
 */
const MAX_OVERRUN = 8;

/**
 * The body of an export request, decompressed.
 * @param maxBytes bounds the body as sent and after decompression: gzip packs a thousandfold.
 * @param claim grows by what the body takes; the caller releases it
 * @throws FillpathError `too-large` (413), `unsupported-media-type` (415, another encoding than gzip), `invalid-input`
 *   (broken gzip), `overloaded` (429) when other requests hold the memory.
 */
export async function readBody(request: Request, maxBytes: number, claim: Claim): Promise<Buffer> {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() || 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new FillpathError(
      'unsupported-media-type',
      `Content-Encoding "${encoding}" is not understood: send gzip or no compression.`,
    );
  }
  const sent = await readBytes(request, maxBytes, claim);
  if (encoding === 'identity') return sent;
  const body = await decompress(sent, maxBytes);
  claim.release(sent.length);
  if (!claim.grow(body.length)) throw overloaded();
  return body;
}

async function readBytes(request: Request, maxBytes: number, claim: Claim): Promise<Buffer> {
  if (request.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isKept = true;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes * MAX_OVERRUN) throw tooLarge(maxBytes);
    isKept &&= length <= maxBytes && claim.grow(chunk.length);
    if (isKept) chunks.push(chunk);
    else if (chunks.length > 0) {
      chunks.length = 0;
      claim.release();
    }
  }
  if (length > maxBytes) throw tooLarge(maxBytes);
  if (!isKept) throw overloaded();
  return Buffer.concat(chunks, length);
}

async function decompress(sent: Buffer, maxBytes: number): Promise<Buffer> {
  try {
    return await gunzipAsync(sent, { maxOutputLength: maxBytes });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
    throw Object.assign(
      new FillpathError('invalid-input', 'The body says that it is gzip but cannot be decompressed.'),
      {
        cause,
      },
    );
  }
}

function overloaded(): FillpathError {
  return new FillpathError(
    'overloaded',
    'Other requests hold the memory that there is for spans. Send again a little later.',
  );
}

function tooLarge(maxBytes: number): FillpathError {
  return new FillpathError(
    'too-large',
    `The request is larger than ${maxBytes} bytes (counted after decompression, too). Export smaller batches.`,
  );
}
