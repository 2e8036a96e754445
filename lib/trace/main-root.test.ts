import { describe, expect, it } from 'vitest';
import { traceFromText } from './from-text';
import { mainRoot } from './main-root';
import { regularTrace } from './test-traces';
import { buildTree } from './tree';

describe('mainRoot', () => {
  it.each([
    ['the root that ends last', 'short 0-50 / main 10-100 parent=0', 1],
    ['of those the longest', 'main 0-100 / short 50-100 parent=0', 0],
    ['of those the first', 'one 0-100 / two 0-100 parent=0', 0],
    ['a root that claims no parent before an orphan', 'orphan 0-900 parent=99 / gateway 10-20 parent=0', 1],
    ['an orphan, where there is nothing else', 'orphan 0-90 parent=99 / other 10-95 parent=98', 1],
  ])('is %s', (_, text, expected) => {
    const trace = traceFromText(text);
    expect(mainRoot(trace, buildTree(trace))).toBe(expected);
  });

  it('is -1 in a trace without spans', () => {
    const trace = regularTrace(
      0,
      () => -1,
      () => [0, 0],
    );
    expect(mainRoot(trace, buildTree(trace))).toBe(-1);
  });
});
