// The load generator, in a process of its own: posts batches over several connections until enough spans are acknowledged.
//   node scripts/bench/load.ts '{"url": ..., "spans": ..., "connections": ..., "spansABatch": ...}'
// Prints one line of JSON, a LoadResult.
import { Agent, request } from 'node:http';
import { BatchMaker } from './batch.ts';

export interface LoadOrder {
  readonly url: string;
  readonly spans: number;
  readonly connections: number;
  readonly spansABatch: number;
  readonly deadlineSeconds: number;
}

export interface LoadResult {
  readonly acknowledged: number;
  readonly batches: number;
  readonly seconds: number;
  readonly megabytes: number;
  /** Milliseconds from the request to its acknowledgement, ascending. */
  readonly latencies: readonly number[];
  /** Answers other than 200, which are tried again with the same bytes. */
  readonly retries: number;
}

const ANSWER_DEADLINE_MS = 60_000;

const order = JSON.parse(process.argv[2] ?? '{}') as LoadOrder;
const agent = new Agent({ keepAlive: true, maxSockets: order.connections });
const maker = new BatchMaker(order.spansABatch);
const batches = Math.ceil(order.spans / order.spansABatch);
const latencies: number[] = [];
let next = 0;
let bytes = 0;
let retries = 0;

function post(body: Buffer): Promise<{ status: number; retryAfter: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-protobuf', 'content-length': body.length };
    const call = request(new URL('/v1/traces', order.url), { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('latin1').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, retryAfter: Number(answer.headers['retry-after'] ?? 1), text });
      });
    });
    call.setTimeout(ANSWER_DEADLINE_MS, () =>
      call.destroy(new Error('The server did not answer a batch within a minute.')),
    );
    call.on('error', reject).end(body);
  });
}

async function connection(): Promise<void> {
  while (next < batches && performance.now() - started < order.deadlineSeconds * 1000) {
    const body = maker.make(next++, Date.now());
    bytes += body.length;
    for (;;) {
      const sent = performance.now();
      const { status, retryAfter, text } = await post(body);
      // A body means a partial success: spans were refused.
      if (status === 200 && text === '') {
        latencies.push(performance.now() - sent);
        break;
      }
      if (status !== 429 && status !== 503)
        throw new Error(`The server answered ${status}: ${JSON.stringify(text.slice(0, 300))}`);
      retries++;
      await new Promise((resolve) => setTimeout(resolve, retryAfter * 1000));
    }
  }
}

const started = performance.now();
await Promise.all(Array.from({ length: order.connections }, connection));
const result: LoadResult = {
  acknowledged: latencies.length * order.spansABatch,
  batches: latencies.length,
  seconds: (performance.now() - started) / 1000,
  megabytes: bytes / 1e6,
  latencies: latencies.sort((a, b) => a - b),
  retries,
};
agent.destroy();
console.log(JSON.stringify(result));
