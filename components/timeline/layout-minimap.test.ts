import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { traceFromText } from '@/lib/trace/from-text';
import { serviceOf } from '@/lib/trace/trace-facts';
import { cellPaints, minimapSteps, NO_SPAN } from './layout-minimap';
import { timelineModel } from './timeline-model';

function drawn(text: string, columns: number, maxLines: number): string[] {
  const { trace, tree, extent } = timelineModel(traceFromText(text));
  const { lines, cells } = finishSteps(
    minimapSteps(trace, tree.preorder, { start: 0, end: extent }, columns, maxLines),
  );
  return Array.from({ length: lines }, (_, line) =>
    Array.from(cells.subarray(line * columns, (line + 1) * columns), (cell) =>
      cell === 0 ? '.' : serviceOf(trace, cell - 1),
    ).join(''),
  );
}

describe('minimapSteps', () => {
  it('gives each span a line while there are lines enough', () => {
    expect(drawn('a 0-100\n  b 10-50\n    c 20-30\n  d 50-90', 10, 8)).toEqual([
      'aaaaaaaaaa',
      '.bbbb.....',
      '..c.......',
      '.....dddd.',
    ]);
  });

  it('shows the deeper of two spans that share a cell', () => {
    expect(drawn('a 0-100\n  b 10-50\n    c 20-30\n  d 50-90', 10, 2)).toEqual(['abbbbaaaaa', '..c..dddd.']);
    expect(drawn('a 0-100\n  b 10-50\n    c 20-30\n  d 50-90', 10, 1)).toEqual(['abcbbdddda']);
  });

  it('shows a span of no length, also at the very end', () => {
    expect(drawn('a 0-100\n  b 100-100\n  c 0-0', 4, 3)).toEqual(['aaaa', 'c...', '...b']);
  });

  it('marks where errors and rejected spans are', () => {
    const { trace, tree, extent } = timelineModel(
      traceFromText('a 0-100\n  b 10-20 error\n  c 15-20 rejected\n  d 50-60 rejected'),
    );
    expect([...finishSteps(minimapSteps(trace, tree.preorder, { start: 0, end: extent }, 10, 4)).alarms]).toEqual([
      0, 1, 0, 0, 0, 2, 0, 0, 0, 0,
    ]);
  });

  it('paints each cell as the span that is seen there', () => {
    const { trace, tree, extent } = timelineModel(traceFromText('a 0-100\n  b 50-100'));
    const layout = finishSteps(minimapSteps(trace, tree.preorder, { start: 0, end: extent }, 4, 2));
    expect([...cellPaints(layout, (span) => 7 + span)]).toEqual([7, 7, 7, 7, NO_SPAN, NO_SPAN, 8, 8]);
  });

  it('covers every span in its line', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }));
    fc.assert(
      fc.property(
        fc.array(span, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        (spans, columns) => {
          const text = spans.map(([start, length]) => `a ${start}-${start + length}`).join('\n');
          const { trace, tree, extent } = timelineModel(traceFromText(text));
          const { lines, cells } = finishSteps(
            minimapSteps(trace, tree.preorder, { start: 0, end: extent }, columns, 8),
          );
          tree.preorder.forEach((index, at) => {
            const line = Math.floor((at * lines) / trace.spanCount);
            const column = Math.min(columns - 1, Math.floor(((trace.starts[index] as number) / extent) * columns));
            expect(cells[line * columns + column]).toBeGreaterThan(0);
          });
        },
      ),
    );
  });
});
