import { expect, it } from 'vitest';
import type { Span } from '@/lib/otlp/model';
import { idOf } from '@/lib/store/new-spans';
import type { EncodedSpans } from '@/lib/store/span-rows';
import { Ingest } from './ingest';
import { testSpan } from './test-span';

function ingestInto(stored: EncodedSpans[], isRefused: (span: Span) => boolean = () => false): Ingest {
  return new Ingest({
    write: (requests) => Promise.resolve(stored.push(...requests)),
    spansAGroup: 100,
    isRefused,
    onStored: () => undefined,
    redactedWords: null,
  });
}

it('stores the good spans of a request and says how many were not, and why', async () => {
  const stored: EncodedSpans[] = [];
  const good = testSpan();
  const answer = await ingestInto(stored).accept([good, testSpan({ spanId: '' })]);
  expect(stored.map(({ ids }) => ids)).toEqual([[idOf(good)]]);
  expect(answer).toEqual({ rejectedCount: 1, reason: expect.stringContaining('1 of 2 spans were rejected') });
});

it('does not write spans of a batch that the store has refused, and tells their sender not to come again', async () => {
  const stored: EncodedSpans[] = [];
  const [good, bad] = [testSpan(), testSpan({ spanId: 'c'.repeat(16) })];
  const answer = await ingestInto(stored, (span) => span === bad).accept([good, bad]);
  expect(stored.map(({ ids }) => ids)).toEqual([[idOf(good)]]);
  expect(answer).toEqual({
    rejectedCount: 1,
    reason: expect.stringMatching(/^1 span was rejected .* will not help/),
  });
});

it('hides secrets before anything is stored', async () => {
  const stored: EncodedSpans[] = [];
  await ingestInto(stored).accept([testSpan({ attributes: [{ key: 'password', text: 'hunter2', type: '' }] })]);
  const rows = stored[0]?.heads.toString();
  expect(rows).toContain('[redacted]');
  expect(rows).not.toContain('hunter2');
});
