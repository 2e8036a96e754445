import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { traceFromText } from './from-text';
import { selfTimes } from './self-time';
import { sortSteps } from './sort-steps';
import { indexSpans } from './span-index';
import { type GroupSortKey, nearestRank, sortGroupsSteps, statisticsSteps } from './statistics';
import {
  type AttributeColumn,
  groupByAttributeSteps,
  groupByOperationSteps,
  groupByServiceSteps,
  type SpanGroups,
} from './statistics-groups';
import { arbitraryTrace } from './test-traces';
import type { Trace } from './trace';
import { buildTree } from './tree';

const ORDER = traceFromText(`
  gateway:place_order 0-100
    risk:check 10-50
      db:read 20-30 error
      db:read 30-45
    db:read 50-56 error
`);

function table(trace: Trace, groups: SpanGroups, sort: GroupSortKey = 'count', ascending = true) {
  const selfNanos = selfTimes(trace, buildTree(trace));
  const byDuration = finishSteps(sortSteps(trace.durations));
  const found = finishSteps(statisticsSteps(trace, selfNanos, byDuration, groups));
  return [...finishSteps(sortGroupsSteps(groups, found, sort, ascending))].map((group) => ({
    name: [groups.serviceOf(group), groups.textOf(group)].filter(Boolean).join(' '),
    count: found.counts[group],
    total: found.totals[group],
    self: found.selfs[group],
    p50: found.p50[group],
    p95: found.p95[group],
    p99: found.p99[group],
    max: found.maxima[group],
    errors: found.errors[group],
  }));
}

describe('statistics', () => {
  it('are of each name of a service', () => {
    // The gateway's children cover 40 + 6, risk's cover 25.
    expect(table(ORDER, finishSteps(groupByOperationSteps(ORDER)))).toEqual([
      {
        name: 'gateway place_order',
        count: 1,
        total: 100,
        self: 54,
        p50: 100,
        p95: 100,
        p99: 100,
        max: 100,
        errors: 0,
      },
      { name: 'risk check', count: 1, total: 40, self: 15, p50: 40, p95: 40, p99: 40, max: 40, errors: 0 },
      // Sorted: 6, 10, 15. Of three the median is the second, p95 and p99 are the third.
      { name: 'db read', count: 3, total: 31, self: 31, p50: 10, p95: 15, p99: 15, max: 15, errors: 2 },
    ]);
  });

  it('are of each service, its nested spans all counted', () => {
    const nested = traceFromText('engine:match 0-10 / engine:book 2-6');
    expect(table(nested, finishSteps(groupByServiceSteps(nested)))).toEqual([
      { name: 'engine', count: 2, total: 14, self: 10, p50: 4, p95: 10, p99: 10, max: 10, errors: 0 },
    ]);
  });

  it('are of each value of an attribute, over the spans that have it', () => {
    const column: AttributeColumn = {
      key: 'order.id',
      // Span 99 came after the trace was read.
      spanIds: BigUint64Array.of(5n, 2n, 99n, 3n),
      values: { codes: Uint32Array.of(0, 1, 1, 1), values: ['ORD-5', 'ORD-2'] },
      cutCount: 0,
    };
    const groups = finishSteps(groupByAttributeSteps(ORDER, indexSpans(ORDER.spanIds), column));
    expect(table(ORDER, groups).map(({ name, count, total }) => [name, count, total])).toEqual([
      ['ORD-5', 1, 6],
      ['ORD-2', 2, 50],
    ]);
  });

  it('sort by any number and by name, equal ones by first occurrence', () => {
    const groups = finishSteps(groupByOperationSteps(ORDER));
    const names = (sort: GroupSortKey, ascending: boolean) =>
      table(ORDER, groups, sort, ascending).map(({ name }) => name.split(' ')[0]);
    expect(names('self', false)).toEqual(['gateway', 'db', 'risk']);
    expect(names('errors', false)).toEqual(['db', 'gateway', 'risk']);
    expect(names('name', true)).toEqual(['db', 'gateway', 'risk']);
    expect(names('max', true)).toEqual(['db', 'risk', 'gateway']);
  });

  it('agree with sorting and picking, for any trace', () => {
    fc.assert(
      fc.property(arbitraryTrace(), (trace) => {
        const groups = finishSteps(groupByOperationSteps(trace));
        const rows = table(trace, groups);
        expect(rows.reduce((sum, row) => sum + (row.count ?? 0), 0)).toBe(trace.spanCount);
        for (const row of rows) {
          const durations = [...trace.durations.keys()]
            .filter(
              (span) =>
                `${trace.services.values[trace.services.codes[span] ?? -1]} ${trace.names.values[trace.names.codes[span] ?? -1]}` ===
                row.name,
            )
            .map((span) => trace.durations[span] as number)
            .sort((a, b) => a - b);
          const pick = (share: number) => durations.find((_, i) => (i + 1) / durations.length >= share);
          expect([row.count, row.p50, row.p95, row.p99, row.max]).toEqual([
            durations.length,
            pick(0.5),
            pick(0.95),
            pick(0.99),
            durations.at(-1),
          ]);
        }
      }),
    );
  });
});

describe('nearestRank', () => {
  it('is the least rank that enough values do not exceed', () => {
    expect([1, 2, 3, 20, 100, 101].map((count) => nearestRank(count, 95))).toEqual([1, 2, 3, 19, 95, 96]);
    expect(nearestRank(100, 50)).toBe(50);
    expect(nearestRank(200, 99)).toBe(198);
  });
});
