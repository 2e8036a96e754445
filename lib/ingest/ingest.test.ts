import { expect, it } from 'vitest';
import type { Span } from '@/lib/otlp/model';
import { Ingest } from './ingest';
import { testSpan } from './test-span';

function ingestInto(stored: Span[], isRefused: (span: Span) => boolean = () => false): Ingest {
  return new Ingest({
    write: (spans) => Promise.resolve(stored.push(...spans)),
    spansAGroup: 100,
    isRefused,
    onStored: () => undefined,
    redactedWords: null,
  });
}

it('stores the good spans of a request and says how many were not, and why', async () => {
  const stored: Span[] = [];
  const good = testSpan();
  const answer = await ingestInto(stored).accept([good, testSpan({ spanId: '' })]);
  expect(stored).toEqual([good]);
  expect(answer).toEqual({ rejectedCount: 1, reason: expect.stringContaining('1 of 2 spans were rejected') });
});

it('does not write spans of a batch that the store has refused, and tells their sender not to come again', async () => {
  const stored: Span[] = [];
  const [good, bad] = [testSpan(), testSpan({ spanId: 'c'.repeat(16) })];
  const answer = await ingestInto(stored, (span) => span === bad).accept([good, bad]);
  expect(stored).toEqual([good]);
  expect(answer).toEqual({
    rejectedCount: 1,
    reason: expect.stringMatching(/^1 span was rejected .* will not help/),
  });
});

it('hides secrets before anything is stored', async () => {
  const stored: Span[] = [];
  await ingestInto(stored).accept([testSpan({ attributes: [{ key: 'password', text: 'hunter2', type: '' }] })]);
  expect(stored[0]?.attributes).toEqual([{ key: 'password', text: '[redacted]', type: '' }]);
});
