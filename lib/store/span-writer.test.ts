import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStore, type TestStore, testSpan } from './test-support';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.dispose());

it('smoke', async () => {
  const spans = [
    testSpan({
      attributes: { 'order.id': 'ORD-1' },
      links: [
        {
          traceId: 'a'.repeat(32),
          spanId: 'b'.repeat(16),
          traceState: '',
          flags: 0,
          attributes: [{ key: 'x', text: '1', type: 'int' }],
          droppedAttributesCount: 0,
        },
      ],
    }),
    testSpan(),
  ];
  expect(await test.writer.write(spans)).toBe(2);
  expect(await test.writer.write(spans)).toBe(0);
  for (const t of ['otel_traces', 'business_ids', 'span_links', 'trace_summaries', 'span_ids', 'red_minutes'])
    console.log(t, await test.store.select(`select ${t === 'red_minutes' ? '* except Durations' : '*'} from ${t}`));
});
