import { describe, expect, it } from 'vitest';
import { unpackModel } from '@/components/timeline/model-data';
import { timelineModel } from '@/components/timeline/timeline-model';
import { traceFromText } from '@/lib/trace/from-text';
import { traceBytes } from '../_parts/test-trace-bytes';
import type { FromWorker, ToWorker } from './messages';
import { FIRST_ROWS_AFTER_BYTES, serveTrace } from './serve-trace';

const trace = traceFromText('gateway:order 0-100\n  risk:check 10-50', { origin: 1_793_707_200_000_000_000n });
const bytes = traceBytes(trace);

/** Says all this to it, and gives what it answers. */
function answersTo(messages: readonly ToWorker[]): FromWorker[] {
  const answers: FromWorker[] = [];
  const serve = serveTrace((message, transfer) => answers.push(structuredClone(message, { transfer })));
  for (const message of messages) serve(message);
  return answers;
}

const begin = (firstRows: boolean): ToWorker => ({ kind: 'begin', traceId: trace.traceId, firstRows });
const chunk = (part: Uint8Array): ToWorker => ({ kind: 'bytes', bytes: part });

describe('the worker of a trace', () => {
  it('makes the model that the page itself would make, of bytes in any pieces', () => {
    const pieces = Array.from({ length: Math.ceil(bytes.length / 100) }, (_, i) =>
      chunk(bytes.slice(100 * i, 100 * i + 100)),
    );
    const [answer, ...others] = answersTo([begin(true), ...pieces, { kind: 'end' }]);
    expect(others).toEqual([]);
    if (answer?.kind !== 'whole') throw new Error('It is not whole.');
    const { index, ...model } = unpackModel(answer.model);
    const { index: _, ...expected } = timelineModel(trace);
    expect(model).toEqual(expected);
    expect(index.indexOf(trace.spanIds[1] as bigint)).toBe(1);
  });

  // The rows, then as many bytes as it takes of a message that is still coming.
  const coming = () => [
    chunk(bytes.slice(0, -8)),
    chunk(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xf8, 0xff, 0xff, 0x0f)),
    chunk(new Uint8Array(FIRST_ROWS_AFTER_BYTES)),
    chunk(new Uint8Array(1)),
  ];

  it('shows the first rows once, while more is coming', () => {
    const answers = answersTo([begin(true), ...coming()]);
    expect(answers.map((answer) => answer.kind === 'first-rows' && answer.model.trace.spanCount)).toEqual([2]);
  });

  it('shows no first rows to those who do not want them', () => {
    expect(answersTo([begin(false), ...coming()])).toEqual([]);
  });

  it('says what is wrong with the bytes in the words of the page', () => {
    const [answer] = answersTo([begin(true), chunk(bytes.slice(0, -9)), { kind: 'end' }]);
    expect(answer).toMatchObject({
      kind: 'problem',
      error: 'unavailable',
      sentence: expect.stringContaining('arrived in a form that cannot be read'),
    });
  });
});
