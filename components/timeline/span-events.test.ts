import { describe, expect, it } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { eventCount, spanEvents } from './span-events';
import { timelineModel } from './timeline-model';

const model = timelineModel(traceFromText('a 0-100 events=1 id=7\n  b 10-50 events=2 id=8', { origin: 1000n }));

describe('the events of spans', () => {
  it('are at offsets from the start of the trace, those of spans that are not there passed over', () => {
    const events = spanEvents(model, [
      { spanId: '0000000000000008', timeUnixNano: '1020' },
      { spanId: '0000000000000007', timeUnixNano: '1030' },
      { spanId: '0000000000000008', timeUnixNano: '1040' },
      { spanId: '0000000000000009', timeUnixNano: '1050' },
    ]);
    expect([...events]).toEqual([
      [1, [20, 40]],
      [0, [30]],
    ]);
  });

  it('are counted', () => {
    expect(eventCount(model)).toBe(3);
  });
});
