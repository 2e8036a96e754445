import { BatchMaker, traceIds } from './batch.ts';

const SPANS = 100;
const DEADLINE_MS = 10_000;

/**
 * Milliseconds, ascending, from the acknowledgement of a trace's last span to its announcement on the live stream.
 * `firstBatch` and the `count` batches after it must not be stored yet.
 */
export async function announcementDelays(url: string, firstBatch: number, count: number): Promise<number[]> {
  const stream = new AbortController();
  const answer = await fetch(`${url}/api/live`, { signal: stream.signal });
  if (!answer.ok || !answer.body) throw new Error(`GET /api/live answered ${answer.status}.`);
  const events = answer.body.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  const maker = new BatchMaker(SPANS);
  const delays: number[] = [];
  const deadline = setTimeout(() => stream.abort(new Error('The live stream stayed silent.')), DEADLINE_MS * count);
  try {
    for (let batch = firstBatch; batch < firstBatch + count; batch++) {
      const body = new Uint8Array(maker.make(batch, Date.now()));
      const headers = { 'content-type': 'application/x-protobuf' };
      const stored = await fetch(`${url}/v1/traces`, { method: 'POST', headers, body });
      await stored.arrayBuffer();
      const acknowledged = performance.now();
      await textWith(events, traceIds(batch, 0).traceId);
      delays.push(performance.now() - acknowledged);
    }
  } finally {
    clearTimeout(deadline);
    stream.abort();
  }
  return delays.sort((a, b) => a - b);
}

/** Reads until `wanted` has come, also when it came in two pieces. */
async function textWith(events: AsyncIterator<string>, wanted: string): Promise<void> {
  for (let text = ''; !text.includes(wanted); ) {
    const { value, done } = await events.next();
    if (done) throw new Error('The live stream ended.');
    text = text.slice(-wanted.length) + value;
  }
}
