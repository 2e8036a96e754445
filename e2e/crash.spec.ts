import { setTimeout as sleep } from 'node:timers/promises';
import { exportRequest, newTraceId, post } from './support/otlp';
import { expect, test } from './support/own-server';

const CYCLES = 6;
/** Each kill falls later after an acknowledgement than the one before, so that they meet different steps of storing. */
const LATER_EACH_CYCLE_MS = 4;
const SENDERS = 4;
const SPANS_A_BATCH = 25;
/** The kill falls into the middle: after this many acknowledgements while all senders go on. */
const ACKNOWLEDGED_BEFORE_KILL = 12;
const SERVICE = 'crash-spec';

interface Batch {
  readonly traceId: string;
  readonly orderId: string;
  readonly body: string;
}

function newBatch(): Batch {
  const traceId = newTraceId();
  const orderId = `ORD-${traceId.slice(0, 12)}`;
  const spans = Array.from({ length: SPANS_A_BATCH }, () => ({
    service: SERVICE,
    attributes: { 'order.id': orderId },
  }));
  return { traceId, orderId, body: JSON.stringify(exportRequest(traceId, spans)) };
}

/** Sends batches until the connection breaks; what was not acknowledged then is returned. */
async function sendUntilBroken(url: string, acknowledge: (batch: Batch) => void): Promise<Batch> {
  for (;;) {
    const batch = newBatch();
    try {
      const answer = await post(url, batch.body);
      // The acknowledgement counts once the client has read all of it.
      if (answer.status === 200 && (await answer.text()) === '{}') acknowledge(batch);
      else throw new Error(`The server answered ${answer.status}.`);
    } catch {
      return batch;
    }
  }
}

async function json(url: string) {
  const answer = await fetch(url);
  expect(answer.status, url).toBe(200);
  return answer.json();
}

/** The trace, the summary in the search and the business id agree: each span once. */
async function expectOnce(url: string, { traceId, orderId }: Batch) {
  const trace = JSON.stringify(await json(`${url}/api/traces/${traceId}`));
  const spanIds = [...trace.matchAll(/"spanId":"([0-9a-f]{16})"/g)].map((match) => match[1]);
  expect(spanIds).toHaveLength(SPANS_A_BATCH);
  expect(new Set(spanIds).size).toBe(SPANS_A_BATCH);
  const byOrder = await json(`${url}/api/search?q=${orderId}`);
  expect(byOrder).toMatchObject({ traces: [{ traceId, spanCount: SPANS_A_BATCH }] });
}

async function spansInRed(url: string): Promise<number> {
  const hour = 3_600_000;
  const range = new URLSearchParams({ start: `${Date.now() - hour}000000`, end: `${Date.now() + hour}000000` });
  const { services } = await json(`${url}/api/services?${range}`);
  return services.find((service: { name: string }) => service.name === SERVICE)?.count ?? 0;
}

test('SIGKILL in the middle of ingest loses nothing that was acknowledged, and no retry is counted twice', async ({
  ownServer,
}) => {
  test.setTimeout(180_000);
  const stored: Batch[] = [];
  for (let cycle = 0; cycle < CYCLES; cycle++) {
    const acknowledged: Batch[] = [];
    const kills: Promise<void>[] = [];
    const broken = await Promise.all(
      Array.from({ length: SENDERS }, () =>
        sendUntilBroken(ownServer.url, (batch) => {
          acknowledged.push(batch);
          if (acknowledged.length === ACKNOWLEDGED_BEFORE_KILL) {
            kills.push(sleep(cycle * LATER_EACH_CYCLE_MS).then(() => ownServer.kill()));
          }
        }),
      ),
    );
    await Promise.all(kills);
    expect(broken).toHaveLength(SENDERS);

    await ownServer.start();
    for (const batch of acknowledged) await expectOnce(ownServer.url, batch);
    // A sender that never read its acknowledgement sends the same again; so does one that is only impatient.
    for (const batch of [...broken, acknowledged[0] ?? newBatch()]) {
      expect((await post(ownServer.url, batch.body)).status).toBe(200);
      await expectOnce(ownServer.url, batch);
    }
    stored.push(...acknowledged, ...broken);
    expect(await spansInRed(ownServer.url)).toBe(stored.length * SPANS_A_BATCH);
  }
  for (const batch of stored) await expectOnce(ownServer.url, batch);
});
