import { isFillpathError } from '@/lib/base/errors';
import { checkHost } from '@/lib/http/allowed-host';
import { statusFor } from '@/lib/http/problem';
import type { Ingest } from '@/lib/ingest/ingest';
import { readBody } from '@/lib/ingest/read-body';
import { decodeJson } from '@/lib/otlp/decode-json';
import { decodeProtobuf } from '@/lib/otlp/decode-protobuf';
import { encodeErrorStatus, encodeExportResponse, type OtlpMediaType } from '@/lib/otlp/export-response';
import { runtime } from '@/lib/server/runtime';

/** A client that hears 429 or 503 tries again after this many seconds. */
const RETRY_AFTER_SECONDS = '1';

const UNSUPPORTED =
  'Send spans as application/x-protobuf or application/json (OTLP over HTTP); gRPC is not spoken here.\n';

/**
 * `POST /v1/traces`: OTLP/HTTP 1.11, protobuf and JSON, gzip. Answered when the spans are stored. Errors are in OTLP's own form.
 * An unexpected failure is 503, not 500: OTLP clients drop what was answered with 500, and sending again counts nothing twice.
 */
export async function POST(request: Request): Promise<Response> {
  const mediaType = mediaTypeOf(request);
  // Whoever speaks neither encoding could not read an answer in one: plain text, as the Collector answers.
  if (mediaType === null) return new Response(UNSUPPORTED, { status: 415 });
  try {
    checkHost(request);
    const { rejectedCount, reason } = await take(request, mediaType);
    return otlpResponse(200, mediaType, encodeExportResponse(mediaType, rejectedCount, reason));
  } catch (error) {
    if (isFillpathError(error)) {
      return otlpResponse(statusFor(error), mediaType, encodeErrorStatus(mediaType, error.message));
    }
    // A sender that goes away in the middle is no fault of the server.
    if (!request.signal.aborted) console.error('POST /v1/traces', error);
    const message = 'Fillpath failed to take these spans. Send them again later; its log has the reason.';
    return otlpResponse(503, mediaType, encodeErrorStatus(mediaType, message));
  }
}

async function take(request: Request, mediaType: OtlpMediaType): ReturnType<Ingest['accept']> {
  const { ingest, config } = await runtime();
  const claim = ingest.memory.claim();
  try {
    const body = await readBody(request, config.maxBodyBytes, claim);
    return await ingest.accept(mediaType === 'application/json' ? decodeJson(body) : decodeProtobuf(body));
  } finally {
    claim.release();
  }
}

function mediaTypeOf(request: Request): OtlpMediaType | null {
  const [type] = (request.headers.get('content-type') ?? '').split(';');
  const name = type?.trim().toLowerCase();
  return name === 'application/json' || name === 'application/x-protobuf' ? name : null;
}

function otlpResponse(status: number, mediaType: OtlpMediaType, body: Uint8Array): Response {
  const headers = new Headers({ 'content-type': mediaType });
  if (status === 429 || status === 503) headers.set('retry-after', RETRY_AFTER_SECONDS);
  return new Response(body as Uint8Array<ArrayBuffer>, { status, headers });
}
