import { expect, it } from 'vitest';
import type { ImportReport } from '@/lib/import/import-file';
import { reportWords, traceToOpen } from './report-words';

const TRACE = 'a'.repeat(32);
const report = (changes: Partial<ImportReport> = {}): ImportReport => ({
  spanCount: 1200,
  acceptedCount: 1200,
  newCount: 1200,
  notTaken: [],
  traces: [{ traceId: TRACE, spanCount: 1200, stored: null }],
  ...changes,
});

it('a single trace that is wholly new needs no words and opens', () => {
  expect(traceToOpen(report())).toBe(TRACE);
  expect(reportWords(report())).toEqual(['1,200 spans read, 1,200 taken.']);
});

const MANY = Array.from({ length: 21 }, () => ({ traceId: TRACE, spanCount: 1, stored: null }));

it.each([
  ['stored before', { newCount: 1199 }, '1 of these were stored already, or are in the file twice'],
  ['not compared', { newCount: null, traces: MANY }, 'the file has 21 traces'],
  ['not known', { newCount: null }, 'the server did not say'],
  ['grown meanwhile', { newCount: 1201 }, 'Meanwhile 1 span of these traces came from elsewhere.'],
] as const)('what was %s is said, and nothing opens by itself', (_, changes, words) => {
  expect(traceToOpen(report(changes))).toBeNull();
  expect(reportWords(report(changes)).join(' ')).toContain(words);
});

it('what was not taken, and several traces, are left to the reader', () => {
  expect(traceToOpen(report({ notTaken: [{ count: 1, what: 'x' }] }))).toBeNull();
  expect(traceToOpen(report({ traces: [...report().traces, ...report().traces] }))).toBeNull();
});
