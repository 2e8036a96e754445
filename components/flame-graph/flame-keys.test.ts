import { expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { flameSteps } from '@/lib/trace/flame';
import { traceFromText } from '@/lib/trace/from-text';
import { selfTimes } from '@/lib/trace/self-time';
import { indexSpans } from '@/lib/trace/span-index';
import { buildTree } from '@/lib/trace/tree';
import { frameBeside } from './flame-keys';

const trace = traceFromText(`
  gateway:order 0-100
    risk:check 0-10
    engine:match 20-90
      db:write 30-40
`);
const tree = buildTree(trace);
const facts = { trace, tree, index: indexSpans(trace.spanIds), selfNanos: selfTimes(trace, tree) };
// 0 order, 1 check, 2 match, 3 write.
const flame = finishSteps(flameSteps(facts, 'calls'));

it.each([
  ['down to the widest child', 0, 'ArrowDown', 2],
  ['up to the parent', 3, 'ArrowUp', 2],
  ['to the next sibling', 1, 'ArrowRight', 2],
  ['to the one before', 2, 'ArrowLeft', 1],
  ['nowhere from the top', 0, 'ArrowUp', 0],
  ['nowhere from the bottom', 3, 'ArrowDown', 3],
  ['nowhere from the last sibling', 2, 'ArrowRight', 2],
  ['nowhere from the first', 1, 'ArrowLeft', 1],
  ['nowhere by another key', 1, 'x', 1],
])('goes %s', (_, from, key, to) => {
  expect(frameBeside(flame, from, key)).toBe(to);
});
