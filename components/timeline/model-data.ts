import { openIndex, type SpanTable } from '@/lib/trace/span-index';
import type { TimelineModel } from './timeline-model';

/** A model without its functions, as one thread can give it to another. */
export interface ModelData extends Omit<TimelineModel, 'index'> {
  readonly index: SpanTable;
}

/** The data of a model, and all memory that it lies in, to be given away with it. */
export function packModel(model: TimelineModel): { data: ModelData; buffers: ArrayBuffer[] } {
  const { slots, firstWithId } = model.index;
  const data = { ...model, index: { slots, firstWithId } };
  return { data, buffers: buffersOf(data) };
}

/** The model that was packed. Nothing is worked out again. */
export function unpackModel(data: ModelData): TimelineModel {
  return { ...data, index: openIndex(data.trace.spanIds, data.index) };
}

/** The memory of all typed arrays in objects and arrays of any depth, each once. */
export function buffersOf(root: object): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const open: object[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (ArrayBuffer.isView(value)) {
      buffers.add(value.buffer as ArrayBuffer);
      continue;
    }
    for (const each of Object.values(value)) if (typeof each === 'object' && each !== null) open.push(each);
  }
  return [...buffers];
}
