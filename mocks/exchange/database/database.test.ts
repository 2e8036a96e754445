import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { expect, it } from 'vitest';
import { createRng } from '@/lib/base/rng';
import { createServiceProvider } from '@/lib/telemetry/service-provider';
import { Service } from '../messaging/service';
import { Traffic } from '../messaging/traffic';
import { VirtualClock } from '../virtual-clock';
import { openDatabase } from './database';

const ADD = 'INSERT INTO user (user_id, username, salt, password_hash)\n  VALUES (?, ?, ?, ?)';

function traced() {
  const exporter = new InMemorySpanExporter();
  const identity = { name: 's', version: '1', instanceId: 's-1', hostName: 'h' };
  const { tracer } = createServiceProvider(identity, [new SimpleSpanProcessor(exporter)]);
  const clock = new VirtualClock(1_800_000_000);
  const service = new Service('s', { tracer, clock, rng: createRng(1), traffic: new Traffic(), onFault: () => {} });
  const add = openDatabase().tracedBy(service).query('INSERT', 'user', ADD);
  return { service, add, spans: () => exporter.getFinishedSpans() };
}

it('makes a CLIENT span of a call within a span, named by operation and table, the text on one line', async () => {
  const { service, add, spans } = traced();
  await service.span('outer', { kind: SpanKind.SERVER }, () => add.run('u', 'ann', 'salt', 'hash'));
  const [call, outer] = spans();
  expect([call?.name, call?.kind, call?.parentSpanContext?.spanId]).toEqual([
    'INSERT user',
    SpanKind.CLIENT,
    outer?.spanContext().spanId,
  ]);
  expect(call?.attributes).toEqual({
    'db.system.name': 'sqlite',
    'db.namespace': 'exchange',
    'db.collection.name': 'user',
    'db.operation.name': 'INSERT',
    'db.query.text': 'INSERT INTO user (user_id, username, salt, password_hash) VALUES (?, ?, ?, ?)',
    'db.query.summary': 'INSERT user',
  });
});

it('makes none outside a span', () => {
  const { add, spans } = traced();
  expect(add.run('u', 'ann', 'salt', 'hash')).toBe(1);
  expect(spans()).toEqual([]);
});

it('marks the span of a call that fails, and says why without the values', async () => {
  const { service, add, spans } = traced();
  const twice = service.span('outer', { kind: SpanKind.SERVER }, () => {
    add.run('u', 'ann', 'salt', 'hash');
    add.run('v', 'ann', 'salt', 'hash');
  });
  await expect(twice).rejects.toThrow('UNIQUE constraint failed: user.username');
  expect(spans().map(({ status }) => status.code)).toEqual([
    SpanStatusCode.UNSET,
    SpanStatusCode.ERROR,
    SpanStatusCode.ERROR,
  ]);
  expect(JSON.stringify(spans()[1]?.events)).not.toContain('hash"');
});
