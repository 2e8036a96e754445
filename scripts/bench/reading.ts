import { SPANS_OF_LARGE_TRACE, traceIds } from './batch.ts';

const WARM_UP = 5;

/** The value below which `share` of an ascending list lies (nearest rank). NaN for an empty list. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? Number.NaN;
}

/**
 * Times `count` answers, one after another, each for another batch, spread evenly over those that were stored: a repeated
 * question would be answered from a cache. Returns milliseconds, ascending.
 */
async function time(count: number, batches: number, ask: (batch: number) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < count + WARM_UP; turn++) {
    const batch = Math.floor(((turn + 0.5) * batches) / (count + WARM_UP));
    const started = performance.now();
    await ask(batch);
    if (turn >= WARM_UP) times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

async function body(url: string): Promise<Buffer> {
  const answer = await fetch(url);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (!answer.ok) throw new Error(`GET ${url} answered ${answer.status}: ${bytes.toString().slice(0, 300)}`);
  return bytes;
}

/** Milliseconds for traces of 100 spans by id, in Arrow and in OTLP JSON; the JSON's spans are counted. */
export async function traceById(url: string, batches: number, count: number) {
  const arrow = await time(count, batches, async (batch) => {
    const bytes = await body(`${url}/api/traces/${traceIds(batch, 0).traceId}?format=arrow`);
    if (bytes.length < SPANS_OF_LARGE_TRACE * 8) throw new Error(`An Arrow trace of only ${bytes.length} bytes came.`);
  });
  const json = await time(count, batches, async (batch) => {
    const { traceId } = traceIds(batch, 0);
    const spans = (await body(`${url}/api/traces/${traceId}`)).toString().split('"spanId"').length - 1;
    if (spans !== SPANS_OF_LARGE_TRACE) throw new Error(`Trace ${traceId} came with ${spans} spans.`);
  });
  return { arrow, json };
}

/** Milliseconds from an order id to its trace; the trace is compared. */
export async function orderToTrace(url: string, batches: number, traces: number, count: number): Promise<number[]> {
  return time(count, batches, async (batch) => {
    const { orderId, traceId } = traceIds(batch, 1 + (batch % (traces - 1)));
    const found = JSON.parse((await body(`${url}/api/search?q=${orderId}`)).toString()) as {
      traces: { traceId: string }[];
    };
    if (found.traces.length !== 1 || found.traces[0]?.traceId !== traceId) {
      throw new Error(`${orderId} led to ${JSON.stringify(found.traces)}, not to ${traceId}.`);
    }
  });
}
