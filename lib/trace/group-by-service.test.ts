import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeIntervals } from '@/lib/base/test-intervals';
import { traceFromText } from './from-text';
import { groupByService } from './group-by-service';
import { selfTimes } from './self-time';
import { arbitraryTrace } from './test-traces';
import type { Trace } from './trace';
import { buildTree } from './tree';

const group = (trace: Trace) => groupByService(trace, selfTimes(trace, buildTree(trace)));

describe('groupByService', () => {
  it('gives each service its spans, the service that starts first in front', () => {
    const trace = traceFromText(`
      gateway 0-100
        risk:check 10-40 error
          risk:limit 20-30 rejected
        engine 40-90
        risk:book 60-70
    `);
    expect(group(trace)).toEqual([
      {
        service: 'gateway',
        code: 0,
        spans: Int32Array.of(0),
        totalNanos: 100,
        busyNanos: 100,
        // 100 less risk's 30 and engine's 50; risk:book runs beside engine.
        selfNanos: 20,
        errorCount: 0,
        rejectedCount: 0,
      },
      {
        service: 'risk',
        code: 1,
        spans: Int32Array.of(1, 2, 4),
        // 30 + 10 + 10, of which the limit runs inside the check.
        totalNanos: 50,
        busyNanos: 40,
        selfNanos: 40,
        errorCount: 1,
        rejectedCount: 1,
      },
      {
        service: 'engine',
        code: 2,
        spans: Int32Array.of(3),
        totalNanos: 50,
        busyNanos: 50,
        selfNanos: 50,
        errorCount: 0,
        rejectedCount: 0,
      },
    ]);
  });

  it('places every span of any trace once, and counts each busy moment once', () => {
    fc.assert(
      fc.property(arbitraryTrace(), (trace) => {
        const groups = group(trace);
        const placed = groups.flatMap(({ spans }) => [...spans]).sort((a, b) => a - b);
        expect(placed).toEqual(Array.from({ length: trace.spanCount }, (_, span) => span));
        for (const { spans, busyNanos } of groups) {
          const intervals = Array.from(spans, (span) => {
            const start = trace.starts[span] ?? 0;
            return { start, end: start + (trace.durations[span] ?? 0) };
          });
          const union = mergeIntervals(intervals).reduce((sum, { start, end }) => sum + end - start, 0);
          expect(busyNanos).toBe(union);
        }
      }),
    );
  });
});
