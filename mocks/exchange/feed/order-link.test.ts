import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base/rng';
import { createServiceProvider } from '@/lib/telemetry/service-provider';
import { Service } from '../messaging/service';
import { Traffic } from '../messaging/traffic';
import { VirtualClock } from '../virtual-clock';
import { memoryTransport } from './memory-transport';
import { OrderLink } from './order-link';
import type { OrderMessage, OrderRequest } from './protocol';
import type { Connection } from './transport';

const timings = { handshakeMs: 3_000, heartbeatMs: 5_000, giveUpMs: 10_000, firstMs: 200, maxMs: 10_000 };

/** A link to a venue that says what the test makes it say. */
function linked(onRequest: (request: OrderRequest, say: (message: object | string) => void) => void) {
  const clock = new VirtualClock(1_800_000_000);
  const exporter = new InMemorySpanExporter();
  const faults: string[] = [];
  const identity = { name: 'gateway', version: '1', instanceId: '1', hostName: 'h' };
  const service = new Service('gateway', {
    ...createServiceProvider(identity, [new SimpleSpanProcessor(exporter)]),
    clock,
    rng: createRng(1),
    traffic: new Traffic(),
    onFault: (_service, error) => faults.push(String(error)),
  });
  const transport = memoryTransport();
  const requests: OrderRequest[] = [];
  const { address } = transport.listen(0, (connection: Connection) => ({
    message: (frame) => {
      const request = JSON.parse(String(frame)) as OrderRequest;
      requests.push(request);
      onRequest(request, (message) => connection.send(typeof message === 'string' ? message : JSON.stringify(message)));
    },
    close: () => {},
  }));
  const told: OrderMessage[] = [];
  const asked: number[] = [];
  const link = new OrderLink({
    service,
    venue: 'v',
    credentials: { account: 'me', secret: 's' },
    timings,
    dial: async (handlers) => transport.dial(await address, '/orders', handlers),
    report: (message) => told.push(message),
    state: (message) => told.push(message),
    back: () => {},
    missing: () => asked.push(clock.now()[0]),
    lost: () => {},
  });
  link.start();
  const pass = async (ms: number) => {
    void clock.sleep(ms);
    await clock.run();
  };
  const logons = () => requests.flatMap((each) => (each.type === 'logon' ? [`${each.run} ${each.lastSequence}`] : []));
  return { link, told, asked, faults, logons, pass, exporter };
}

const welcome = (lastSequence: number) => ({ type: 'welcome', run: 'R1', lastSequence });
const reject = (sequence: number) => ({
  type: 'cancel_reject',
  sequence,
  sentAt: '1800000000000000000',
  orderId: `X${sequence}`,
  origOrderId: null,
  reason: 'too_late',
});
const numbers = (told: readonly OrderMessage[]) => told.flatMap((each) => ('sequence' in each ? [each.sequence] : []));

describe('the link to a venue', () => {
  it('asks for reports that are missing to be sent again, and takes none twice', async () => {
    const { told, faults, logons, pass, link } = linked((request, say) => {
      if (request.type !== 'logon') return;
      say(welcome(request.lastSequence));
      for (const sequence of request.lastSequence === 0 ? [1, 2, 5] : [2, 3, 4, 5]) say(reject(sequence));
    });
    await pass(1_000);
    expect(numbers(told)).toEqual([1, 2, 3, 4, 5]);
    expect(logons()).toEqual(['null 0', 'R1 2']);
    expect(link.counts).toEqual({ refused: 0, repeated: 1 });
    expect(faults).toEqual([]);
  });

  it('says so when they do not come even then, and goes on', async () => {
    const { told, faults, pass } = linked((request, say) => {
      if (request.type !== 'logon') return;
      say(welcome(request.lastSequence));
      for (const sequence of request.lastSequence === 0 ? [1, 5] : [5, 6]) say(reject(sequence));
    });
    await pass(1_000);
    expect(numbers(told)).toEqual([1, 5, 6]);
    expect(faults).toEqual(['Error: At v reports 2 to 4 are missing for good']);
  });

  it('finds by a heartbeat that the latest reports are missing, and asks how orders stand when they do not come', async () => {
    const { told, asked, faults, logons, pass, link } = linked((request, say) => {
      if (request.type !== 'logon') return;
      say(welcome(3));
      say({ type: 'heartbeat', sentAt: '1', lastSequence: 4 });
    });
    await pass(1_000);
    expect(numbers(told)).toEqual([]);
    expect(logons()).toEqual(['null 0', 'R1 3']);
    expect(faults).toEqual(['Error: At v reports 4 to 4 are missing for good']);
    expect(asked).toHaveLength(1);
    expect(link.isUp).toBe(true);
  });

  it('takes the end of a heartbeat’s gap when it is sent again', async () => {
    const { told, faults, logons, pass } = linked((request, say) => {
      if (request.type !== 'logon') return;
      say(welcome(0));
      if (request.run !== null) for (const sequence of [1, 2]) say(reject(sequence));
      say({ type: 'heartbeat', sentAt: '1', lastSequence: 2 });
    });
    await pass(1_000);
    expect([numbers(told), faults]).toEqual([[1, 2], []]);
    expect(logons()).toEqual(['null 0', 'R1 0']);
  });

  it('begins with what comes next at a venue that has begun anew', async () => {
    const { told, pass, faults } = linked((request, say) => {
      if (request.type !== 'logon') return;
      say(welcome(7));
      say(reject(8));
    });
    await pass(100);
    expect([numbers(told), faults]).toEqual([[8], []]);
  });

  it.each(['', '{', '[]', '{"type":"fill"}', '{"type":"response"}', `"${'x'.repeat(70_000)}"`])(
    'counts the frame %.20j as refused and stays connected',
    async (frame) => {
      const { link, pass, logons } = linked((request, say) => {
        if (request.type !== 'logon') return;
        say(welcome(0));
        say(frame);
      });
      await pass(1_000);
      expect(link.counts.refused).toBe(1);
      expect([link.isUp, logons()]).toEqual([true, ['null 0']]);
    },
  );

  it('tries again when a logon is not answered within three seconds', async () => {
    const { logons, pass, exporter, link } = linked(() => {});
    await pass(3_500);
    expect(logons()).toEqual(['null 0', 'null 0']);
    expect(link.isUp).toBe(false);
    const [attempt] = exporter.getFinishedSpans();
    expect(attempt?.status.message).toBe('the venue did not answer the logon in time');
    expect(attempt?.events.map(({ name }) => name)).toEqual([
      'Disconnected',
      'Connecting',
      'Connected',
      'Disconnected',
    ]);
  });

  it('knows before an order is sent whether the venue can be reached', async () => {
    const { link, pass } = linked(() => {});
    const ready = link.ready();
    await pass(11_000);
    expect(await ready).toBe(false);
  });
});
