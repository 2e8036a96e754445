import { FillpathError } from '@/lib/base/errors';
import { exportRequest, type SpanText } from './export-request';

/** An answer that says "later" is heard so often before the import gives up: about a minute. */
const MAX_TRIES = 30;
const RETRY_MS = 2000;

export interface SendOptions {
  /** `POST /v1/traces` with this body. @throws when the server cannot be reached */
  readonly post: (body: string) => Promise<{ readonly status: number; readonly body: string }>;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** What became of spans that were sent. */
export interface Sent {
  readonly acceptedCount: number;
  /** Those that the server refused, with its sentences. */
  readonly refusals: readonly { readonly count: number; readonly reason: string }[];
}

/**
 * Sends spans, and is back when they are stored. A request that the server finds wrong or too large is sent again in
 * halves, so that one bad span does not keep others out; a single one that is refused is counted.
 * @throws FillpathError `unavailable` when the server does not take anything, however often it is asked
 */
export async function sendSpans(spans: readonly SpanText[], options: SendOptions): Promise<Sent> {
  const refusals: { count: number; reason: string }[] = [];
  let refusedCount = 0;
  // Halves that are still to be sent, the last first.
  const waiting = [spans];
  for (let batch = waiting.pop(); batch !== undefined; batch = waiting.pop()) {
    const { status, body } = await postPatiently(exportRequest(batch), options);
    if (status === 200) {
      const { count, reason } = rejectedIn(body);
      if (count > 0) refusals.push({ count, reason });
      refusedCount += count;
    } else if (batch.length > 1) {
      const middle = batch.length >> 1;
      waiting.push(batch.slice(middle), batch.slice(0, middle));
    } else {
      refusals.push({ count: 1, reason: messageIn(body, status) });
      refusedCount++;
    }
  }
  return { acceptedCount: spans.length - refusedCount, refusals };
}

/** The answer to a request, once the server takes requests. 400 and 413 are about this one; so is 200. */
async function postPatiently(text: string, { post, pause }: SendOptions): Promise<{ status: number; body: string }> {
  let why = '';
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    if (tries > 0) await pause(RETRY_MS);
    try {
      const answer = await post(text);
      if (answer.status === 200 || answer.status === 400 || answer.status === 413) return answer;
      why = messageIn(answer.body, answer.status);
      if (answer.status !== 429 && answer.status !== 503) break;
    } catch {
      why = 'Fillpath does not answer.';
    }
  }
  throw new FillpathError('unavailable', why);
}

function rejectedIn(body: string): { count: number; reason: string } {
  const { partialSuccess } = JSON.parse(body) as {
    partialSuccess?: { rejectedSpans?: string | number; errorMessage?: string };
  };
  return { count: Number(partialSuccess?.rejectedSpans ?? 0), reason: partialSuccess?.errorMessage ?? '' };
}

function messageIn(body: string, status: number): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    if (typeof message === 'string' && message !== '') return message;
  } catch {
    // Not of Fillpath: something in between has answered.
  }
  return `The server answered ${status}.`;
}
