import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createServiceProvider } from '@/lib/telemetry/service-provider';
import { batchingSink, waitingOf } from './span-export';

afterEach(() => vi.restoreAllMocks());

/** A sink in which so many spans may wait, and a receiver that answers when it is told to. */
function sinkOf(maxQueue: number) {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const asked: { readonly spans: ReadableSpan[]; readonly done: (result: ExportResult) => void }[] = [];
  const exporter: SpanExporter = {
    export: (spans, done) => void asked.push({ spans, done }),
    shutdown: () => Promise.resolve(),
  };
  const sink = batchingSink(exporter, 'http://receiver', maxQueue);
  const identity = { name: 's', version: '1', instanceId: '1', hostName: 'h' };
  const { tracer } = createServiceProvider(identity, [sink.processor()]);
  const end = (count: number) => {
    for (let span = 0; span < count; span++) tracer.startSpan('work').end();
  };
  /** Acknowledges all that was sent, until nothing waits. */
  const acknowledge = async () => {
    while (asked.length > 0) {
      asked.shift()?.done({ code: ExportResultCode.SUCCESS });
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { sink, end, acknowledge, said: () => warn.mock.calls.map(([text]) => String(text)) };
}

describe('the way out of the spans', () => {
  it('does not take those that had no room for waiting, for ever, and says how many they were', async () => {
    const { sink, end, acknowledge, said } = sinkOf(10);
    // Ten fill a batch, which is on its way; ten more wait; five have no room.
    end(25);
    expect(sink.counts()).toEqual({ ended: 25, exported: 0, failed: 0, withheld: 0, dropped: 5 });
    expect(waitingOf(sink.counts())).toBe(20);
    await acknowledge();
    expect(sink.counts()).toMatchObject({ exported: 20, dropped: 5 });
    expect(waitingOf(sink.counts())).toBe(0);
    end(1);
    expect(waitingOf(sink.counts())).toBe(1);
    expect(said()).toEqual([
      'The exchange drops spans: 10 wait to be sent to http://receiver already.',
      'The exchange keeps spans again; 5 were dropped so far.',
    ]);
  });

  it('counts what ends after it was closed', async () => {
    const { sink, end, acknowledge } = sinkOf(10);
    end(3);
    const closed = sink.close();
    await new Promise((resolve) => setImmediate(resolve));
    end(2);
    await acknowledge();
    await closed;
    expect(sink.counts()).toEqual({ ended: 5, exported: 3, failed: 0, withheld: 0, dropped: 2 });
  });
});
