import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuzzyScoreOfAll } from '@/lib/base/fuzzy';
import { finishSteps } from '@/lib/base/steps';
import { traceFromText } from '@/lib/trace/from-text';
import { nameOf, serviceOf } from '@/lib/trace/trace-facts';
import { namedSpans } from './named-spans';

const trace = traceFromText(`
  gateway:receive 0-100
    risk:check_risk 10-50
      db:read_limits 20-30
    engine:match 50-90
      risk:recheck 60-70
`);
const found = (words: string[], limit = 10) => {
  const { spans, total } = finishSteps(namedSpans(trace, words, limit));
  return [spans.map((span) => nameOf(trace, span)), total];
};

it('finds spans by service and name, the best first', () => {
  expect(found(['risk', 'check'])).toEqual([['check_risk', 'recheck'], 2]);
  expect(found(['db'])).toEqual([['read_limits'], 1]);
  expect(found(['nothing'])).toEqual([[], 0]);
});

it('keeps the best and counts them all', () => {
  expect(found(['check'], 1)).toEqual([['check_risk'], 2]);
});

it('is what sorting all spans by their score gives', () => {
  const word = fc.constantFrom('r', 'risk', 'ch', 'm', 'rl', 'gateway', 'x');
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 6 }), (words, limit) => {
      const scored = [...Array(trace.spanCount).keys()]
        // In the precision of the tables.
        .map((span) => ({ span, score: sum(words, span) }))
        .filter(({ score }) => score > 0)
        .sort((one, other) => other.score - one.score || one.span - other.span);
      expect(finishSteps(namedSpans(trace, words, limit))).toEqual({
        spans: scored.slice(0, limit).map(({ span }) => span),
        total: scored.length,
      });
    }),
  );
});

function sum(words: readonly string[], span: number): number {
  const scores = words.map((word) =>
    Math.fround(fuzzyScoreOfAll([word], [serviceOf(trace, span), nameOf(trace, span)])),
  );
  return scores.includes(0) ? 0 : scores.reduce((total, score) => total + score, 0);
}
