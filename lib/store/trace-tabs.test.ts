import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { traceEventsResponse, traceKeysResponse } from '@/lib/api/contract';
import type { SpanEvent } from '@/lib/otlp/model';
import { decodeAttribute } from '@/lib/trace/decode-attribute';
import { openTestStore, TEST_START, type TestStore, testSpan } from './test-support';
import { attributeColumn, attributeKeys, MAX_ATTRIBUTE_VALUES, MAX_VALUE_CHARACTERS } from './trace-attributes';
import { traceEvents } from './trace-events';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.dispose());

const traceId = 'c'.repeat(32);
const event = (atNanos: number, name: string, attributes: SpanEvent['attributes'] = []): SpanEvent => ({
  timeUnixNano: TEST_START + BigInt(atNanos),
  name,
  attributes,
  droppedAttributesCount: 0,
});

describe('events of a trace', () => {
  const root = testSpan({
    traceId,
    name: 'place_order',
    events: [event(5, 'accepted', [{ key: 'size', text: '3', type: 'int' }]), event(1, 'received')],
  });
  const child = testSpan({
    traceId,
    service: 'risk',
    startNanos: 1,
    events: [event(5, 'checked'), event(5, 'limits read')],
  });
  const names = (page: Awaited<ReturnType<typeof traceEvents>>) => page.events.map(({ name }) => name);
  // Twice, as a Collector that retries does.
  beforeAll(async () => {
    await test.writer.write([root, child, testSpan({ traceId, startNanos: 2 })]);
    await test.writer.write([root]);
  });

  it('come in the order of time, those of one moment by span and place', async () => {
    const page = traceEventsResponse.parse(await traceEvents(test.store, traceId, '', 100));
    expect(names(page)).toEqual(['received', 'accepted', 'checked', 'limits read']);
    expect(page).toMatchObject({ eventCount: 4, nextCursor: null });
    expect(page.events[1]).toEqual({
      spanId: root.spanId,
      service: 'gateway',
      spanName: 'place_order',
      timeUnixNano: String(TEST_START + 5n),
      name: 'accepted',
      attributes: [{ key: 'size', text: '3', type: 'int' }],
      droppedAttributesCount: 0,
    });
  });

  it('come a page at a time, none twice and none left out', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await traceEvents(test.store, traceId, cursor, 1);
      seen.push(...names(page));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['received', 'accepted', 'checked', 'limits read']);
  });

  it('are none where no span has any', async () => {
    const empty = 'd'.repeat(32);
    await test.writer.write([testSpan({ traceId: empty })]);
    expect(await traceEvents(test.store, empty, '', 10)).toEqual({ events: [], eventCount: 0, nextCursor: null });
  });

  it.each(['x', 'W10', Buffer.from('["1","zz",1]').toString('base64url')])('refuses the cursor %s', async (cursor) => {
    await expect(traceEvents(test.store, traceId, cursor, 10)).rejects.toMatchObject({ kind: 'invalid-input' });
  });

  it('of a trace that is not stored are not found', async () => {
    await expect(traceEvents(test.store, 'e'.repeat(32), '', 10)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('an attribute of a trace', () => {
  const id = 'f'.repeat(32);
  const first = testSpan({ traceId: id, attributes: { 'order.id': 'ORD-1', 'service.name': 'said by the span' } });
  const second = testSpan({ traceId: id, service: 'risk', attributes: { 'order.id': 'x'.repeat(300) } });
  const third = testSpan({ traceId: id, service: 'risk' });
  beforeAll(() => test.writer.write([first, second, third]));
  const values = async (key: string) => {
    const column = decodeAttribute(key, await attributeColumn(test.store, id, key));
    const bySpan = [...column.spanIds].map((span, i) => [
      span.toString(16).padStart(16, '0'),
      column.values.values[column.values.codes[i] as number],
    ]);
    return { bySpan: Object.fromEntries(bySpan) as Record<string, string>, cutCount: column.cutCount };
  };

  it('has a value for each span that has it, long ones cut and counted', async () => {
    expect(await values('order.id')).toEqual({
      bySpan: { [first.spanId]: 'ORD-1', [second.spanId]: 'x'.repeat(MAX_VALUE_CHARACTERS) },
      cutCount: 1,
    });
  });

  it('is what the span says, and else what its resource says', async () => {
    expect((await values('service.name')).bySpan).toEqual({
      [first.spanId]: 'said by the span',
      [second.spanId]: 'risk',
      [third.spanId]: 'risk',
    });
  });

  it('that no span has is an empty column', async () => {
    expect(await values('nothing')).toEqual({ bySpan: {}, cutCount: 0 });
  });

  it('is named by the list of keys with how many spans have it', async () => {
    expect(traceKeysResponse.parse(await attributeKeys(test.store, id))).toEqual({
      keys: [
        { key: 'service.name', spanCount: 3 },
        { key: 'order.id', spanCount: 2 },
      ],
      keyCount: 2,
    });
  });

  it('with very many different values is refused with the number', async () => {
    const many = '9'.repeat(32);
    await test.writer.write(
      Array.from({ length: MAX_ATTRIBUTE_VALUES + 1 }, (_, i) => testSpan({ traceId: many, attributes: { n: i } })),
    );
    await expect(attributeColumn(test.store, many, 'n')).rejects.toThrow('has 50001 different values in this trace');
  });
});
