import { propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base/rng';
import { contexts, createServiceProvider } from '@/lib/telemetry/service-provider';
import { VirtualClock } from '../virtual-clock';
import { Channel } from './channel';
import { extract, extractTrace, inject, type Topic, withBaggage } from './envelope';
import { Service } from './service';
import { linkTo, SpanRegistry } from './span-refs';
import { Traffic } from './traffic';

function twoServices() {
  const exporter = new InMemorySpanExporter();
  const clock = new VirtualClock(1_800_000_000);
  const traffic = new Traffic();
  const faults: string[] = [];
  const service = (name: string) => {
    const identity = { name, version: '1', instanceId: `${name}-1`, hostName: 'h' };
    const { tracer } = createServiceProvider(identity, [new SimpleSpanProcessor(exporter)]);
    return new Service(name, {
      tracer,
      clock,
      rng: createRng(1),
      traffic,
      onFault: (who, error) => faults.push(`${who}: ${String(error)}`),
    });
  };
  return { caller: service('caller'), callee: service('callee'), clock, traffic, faults, exporter };
}

describe('Channel', () => {
  it('hands out what was sent, in order, also what came before anybody listened, and ends when closed', async () => {
    const channel = new Channel<number>('c');
    for (let i = 0; i < 3000; i++) channel.send(i);
    const got: number[] = [];
    const receiving = (async () => {
      for await (const message of channel) got.push(message);
    })();
    await Promise.resolve();
    channel.send(3000);
    channel.close();
    await receiving;
    expect(got).toEqual(Array.from({ length: 3001 }, (_, i) => i));
    expect(() => channel.send(1)).toThrow('closed');
  });
});

describe('Channel, drained', () => {
  it('hands out what waited and then each message within the call that sends it', () => {
    const channel = new Channel<number>('c');
    channel.send(1);
    const got: number[] = [];
    channel.drain((message) => got.push(message));
    expect(got).toEqual([1]);
    channel.send(2);
    expect([got, channel.size]).toEqual([[1, 2], 0]);
  });

  it('finishes a message before it takes those that its receiver sends', () => {
    const channel = new Channel<number>('c');
    const log: string[] = [];
    channel.drain((message) => {
      log.push(`begin ${message}`);
      if (message < 3) channel.send(message + 1);
      log.push(`end ${message}`);
    });
    channel.send(1);
    expect(log).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3']);
  });
});

describe('envelope', () => {
  const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };

  it('carries the span and the baggage as W3C headers', () => {
    const context = withBaggage(trace.setSpanContext(ROOT_CONTEXT, span), { 'order.id': 'Ö 1', 'user.id': undefined });
    const carrier = inject(context);
    expect(carrier).toEqual({
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      baggage: 'order.id=%C3%96%201',
    });
    const back = extract(ROOT_CONTEXT, carrier);
    expect(trace.getSpanContext(back)).toMatchObject(span);
    expect(propagation.getBaggage(back)?.getAllEntries()).toEqual([['order.id', { value: 'Ö 1' }]]);
    expect(propagation.getBaggage(extractTrace(ROOT_CONTEXT, carrier))).toBeUndefined();
  });

  it.each(['', 'nonsense', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, `ff-${span.traceId}-${span.spanId}-01`])(
    'takes the malformed traceparent %j for none',
    (traceparent) => expect(trace.getSpanContext(extract(ROOT_CONTEXT, { traceparent }))).toBeUndefined(),
  );
});

describe('Service', () => {
  it('continues the trace and the ids of a request in the service that answers it', async () => {
    const { caller, callee, clock, exporter } = twoServices();
    const double: Topic<number, number> = new Channel('double');
    callee.receive(double, (n) => callee.span('inner', { kind: SpanKind.SERVER }, () => 2 * n));
    const answer = caller.withIds({ 'order.id': 'ORD-1', secret: 'x' }, () =>
      caller.span('outer', { kind: SpanKind.SERVER }, () => caller.request(double, 21)),
    );
    await clock.run();
    expect(await answer).toBe(42);
    const [inner, outer] = exporter.getFinishedSpans();
    expect(inner?.parentSpanContext?.spanId).toBe(outer?.spanContext().spanId);
    expect(inner?.spanContext().traceId).toBe(outer?.spanContext().traceId);
    expect(inner?.attributes).toEqual({ 'order.id': 'ORD-1' });
    expect([inner?.resource.attributes['service.name'], outer?.resource.attributes['service.name']]).toEqual([
      'callee',
      'caller',
    ]);
  });

  it('deals with a message before its sender goes on, in the sender’s trace, when it receives at once', async () => {
    const { caller, callee, clock, traffic, faults, exporter } = twoServices();
    const topic: Topic<string> = new Channel('now');
    const got: string[] = [];
    callee.receiveNow(topic, (text) => {
      if (text === 'bad') throw new Error('broken');
      callee.endSpan(callee.openSpan('taken', { kind: SpanKind.CONSUMER }, contexts.active()));
      got.push(text);
    });
    await caller.span('sending', { kind: SpanKind.PRODUCER }, () =>
      caller.withIds({ 'signal.id': 'SIG-1' }, () => {
        caller.send(topic, 'one');
        expect([got, traffic.count]).toEqual([['one'], 0]);
        caller.send(topic, 'bad');
        caller.send(topic, 'two');
      }),
    );
    await clock.run();
    expect([got, traffic.count, faults]).toEqual([['one', 'two'], 0, ['callee: Error: broken']]);
    const [taken, , sending] = exporter.getFinishedSpans();
    expect(taken?.parentSpanContext?.spanId).toBe(sending?.spanContext().spanId);
    expect(taken?.attributes).toEqual({ 'signal.id': 'SIG-1' });
  });

  it('keeps the contexts of messages apart that are handled at the same time', async () => {
    const { caller, callee, clock } = twoServices();
    const topic: Topic<string> = new Channel('t');
    const seen: string[] = [];
    callee.receive(topic, async (id) => {
      await callee.work();
      seen.push(`${id} ${propagation.getBaggage(contexts.active())?.getEntry('order.id')?.value}`);
    });
    for (const id of ['a', 'b', 'c']) caller.withIds({ 'order.id': id }, () => caller.send(topic, id));
    await clock.run();
    expect(seen.sort()).toEqual(['a a', 'b b', 'c c']);
  });

  it('handles messages of one key in the order in which they came, and those of others meanwhile', async () => {
    const { caller, callee, clock } = twoServices();
    const topic: Topic<{ key: string; ms: number }> = new Channel('t');
    const seen: string[] = [];
    callee.receive(
      topic,
      async ({ key, ms }) => {
        await clock.sleep(ms);
        seen.push(`${key}${ms}`);
      },
      ({ key }) => key,
    );
    for (const [key, ms] of [
      ['a', 9],
      ['a', 1],
      ['b', 5],
    ] as const)
      caller.send(topic, { key, ms });
    await clock.run();
    expect(seen).toEqual(['b5', 'a9', 'a1']);
  });

  it('answers a request whose handling broke, marks the span as an error and reports the fault', async () => {
    const { caller, callee, clock, faults, exporter, traffic } = twoServices();
    const topic: Topic<null, null> = new Channel('t');
    callee.receive(topic, () =>
      callee.span('inner', { kind: SpanKind.SERVER }, () => {
        throw new Error('disk full');
      }),
    );
    const answer = expect(caller.request(topic, null)).rejects.toThrow('t failed: disk full');
    await clock.run();
    await answer;
    expect(faults).toEqual(['callee: Error: disk full']);
    expect(exporter.getFinishedSpans()[0]?.status).toEqual({ code: 2, message: 'disk full' });
    expect(traffic.count).toBe(0);
  });

  it('finishes what it works on for a caller that has been closed meanwhile', async () => {
    const { caller, callee, clock, faults, traffic } = twoServices();
    const topic: Topic<null, null> = new Channel('t');
    callee.receive(topic, async () => {
      await callee.work();
      return null;
    });
    const unanswered = expect(caller.request(topic, null)).rejects.toThrow('t was silent');
    caller.close();
    await clock.run();
    await unanswered;
    expect([faults, traffic.count]).toEqual([[], 0]);
  });

  it('gives up on a service that stays silent for ten seconds', async () => {
    const { caller, clock } = twoServices();
    const answer = expect(caller.request<null, null>(new Channel('silent'), null)).rejects.toThrow(
      'silent was silent for 10 s',
    );
    await clock.run();
    await answer;
    expect(clock.now()).toEqual([1_800_000_010, 0]);
  });
});

describe('SpanRegistry', () => {
  const ref = (n: number) => ({ traceId: String(n).padStart(32, '0'), spanId: '1'.padStart(16, '0'), sampled: true });

  it('forgets the oldest beyond its capacity and counts them', () => {
    const registry = new SpanRegistry(2);
    for (const n of [1, 2, 3]) registry.remember(String(n), ref(n));
    expect([registry.find('1'), registry.find('2'), registry.find('3')]).toEqual([undefined, ref(2), ref(3)]);
    expect(registry.evicted).toBe(1);
  });

  it('keeps the latest by when they were last remembered, also after many have been forgotten in between', () => {
    const registry = new SpanRegistry(10);
    for (let n = 0; n < 1_000; n++) {
      registry.remember('again', ref(n));
      registry.remember(String(n), ref(n));
      if (n % 3 === 0) registry.forget(String(n));
    }
    const kept = Array.from({ length: 1_000 }, (_, n) => n).filter((n) => registry.find(String(n)));
    // 999 pushed 986 out before it was forgotten itself.
    expect(kept).toEqual([988, 989, 991, 992, 994, 995, 997, 998]);
    expect(registry.find('again')).toEqual(ref(999));
  });

  it('links with the sampled flag of the span', () => {
    expect(linkTo({ ...ref(1), sampled: false }, { 'order.id': 'x' })).toMatchObject({
      context: { traceFlags: 0, isRemote: true },
      attributes: { 'order.id': 'x' },
    });
  });
});
