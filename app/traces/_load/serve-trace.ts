import { correctedModel } from '@/components/timeline/corrected-model';
import { packModel } from '@/components/timeline/model-data';
import { type TimelineModel, timelineModel } from '@/components/timeline/timeline-model';
import { isFillpathError } from '@/lib/base/errors';
import { decodeFirstRows, decodeTrace } from '@/lib/trace/decode-arrow';
import { joinBytes } from './join-bytes';
import type { FromWorker, ToWorker } from './messages';

/** What the first rows are taken from: the engine sends record batches of 65,000 spans or 4.4 MB, and dictionaries before them. */
const FIRST_ROWS_BYTES = 5_000_000;
/** Enough to look around in, and few enough (some 30 ms) not to hold up the whole. */
const FIRST_ROWS = 16_384;

/** Answers, and gives the buffers away. */
type Reply = (message: FromWorker, buffers: ArrayBuffer[]) => void;

/** What the worker does with what it is told; see {@link ToWorker}. */
export function serveTrace(reply: Reply): (message: ToWorker) => void {
  const chunks: Uint8Array[] = [];
  let traceId = '';

  const send = (kind: 'first-rows' | 'whole', made: TimelineModel) => {
    const { data, buffers } = packModel(made);
    reply({ kind, model: data }, buffers);
  };
  return (message) => {
    if (message.kind === 'begin') {
      traceId = message.traceId;
    } else if (message.kind === 'bytes') {
      chunks.push(message.bytes);
    } else if (message.kind === 'first-rows') {
      const first = decodeFirstRows(traceId, joinBytes(chunks, FIRST_ROWS_BYTES), FIRST_ROWS);
      if (first !== null) send('first-rows', timelineModel(first));
    } else if (message.kind === 'correct') {
      send('whole', correctedModel(message.trace, message.skew));
    } else {
      try {
        send('whole', timelineModel(decodeTrace(traceId, joinBytes(chunks.splice(0)))));
      } catch (error) {
        if (!isFillpathError(error)) throw error;
        reply({ kind: 'problem', error: error.kind, sentence: error.message }, []);
      }
    }
  };
}
