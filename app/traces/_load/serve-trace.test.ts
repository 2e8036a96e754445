import { describe, expect, it } from 'vitest';
import { correctedModel } from '@/components/timeline/corrected-model';
import { unpackModel } from '@/components/timeline/model-data';
import { timelineModel } from '@/components/timeline/timeline-model';
import { traceFromText } from '@/lib/trace/from-text';
import { traceBytes } from '../_parts/test-trace-bytes';
import type { FromWorker, ToWorker } from './messages';
import { serveTrace } from './serve-trace';

const trace = traceFromText('gateway:order 0-100\n  risk:check 10-50', { origin: 1_793_707_200_000_000_000n });
const bytes = traceBytes(trace);

/** Says all this to it, and gives what it answers. */
function answersTo(messages: readonly ToWorker[]): FromWorker[] {
  const answers: FromWorker[] = [];
  const serve = serveTrace((message, transfer) => answers.push(structuredClone(message, { transfer })));
  for (const message of messages) serve(message);
  return answers;
}

const begin: ToWorker = { kind: 'begin', traceId: trace.traceId };
const chunk = (part: Uint8Array): ToWorker => ({ kind: 'bytes', bytes: part });

describe('the worker of a trace', () => {
  it('makes the model that the page itself would make, of bytes in any pieces', () => {
    const pieces = Array.from({ length: Math.ceil(bytes.length / 100) }, (_, i) =>
      chunk(bytes.slice(100 * i, 100 * i + 100)),
    );
    const [answer, ...others] = answersTo([begin, ...pieces, { kind: 'end' }]);
    expect(others).toEqual([]);
    if (answer?.kind !== 'whole') throw new Error('It is not whole.');
    const { index, ...model } = unpackModel(answer.model);
    const { index: _, ...expected } = timelineModel(trace);
    expect(model).toEqual(expected);
    expect(index.indexOf(trace.spanIds[1] as bigint)).toBe(1);
  });

  it('sets the clocks of a trace right that it is given', () => {
    const skewed = traceFromText('gateway 10-30 client / risk 2-14 server');
    const { clocks } = timelineModel(skewed);
    if (clocks === null) throw new Error('Its clocks are off.');
    const [answer] = answersTo([{ kind: 'correct', trace: skewed, skew: clocks }]);
    if (answer?.kind !== 'whole') throw new Error('It is not whole.');
    const { index: _, ...expected } = correctedModel(skewed, clocks);
    const { index: __, ...model } = unpackModel(answer.model);
    expect(model).toEqual(expected);
  });

  it('gives the first rows of a stream that is still coming, when it is asked for them', () => {
    const cut = chunk(bytes.slice(0, -8));
    expect(answersTo([begin, cut])).toEqual([]);
    const answers = answersTo([begin, cut, { kind: 'first-rows' }]);
    expect(answers.map((answer) => answer.kind === 'first-rows' && answer.model.trace.spanCount)).toEqual([2]);
  });

  it('gives no first rows while none is complete', () => {
    expect(answersTo([begin, chunk(bytes.slice(0, 50)), { kind: 'first-rows' }])).toEqual([]);
  });

  it('says what is wrong with the bytes in the words of the page', () => {
    const [answer] = answersTo([begin, chunk(bytes.slice(0, -9)), { kind: 'end' }]);
    expect(answer).toMatchObject({
      kind: 'problem',
      error: 'unavailable',
      sentence: expect.stringContaining('arrived in a form that cannot be read'),
    });
  });
});
