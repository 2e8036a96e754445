import type { Trace } from '@/lib/trace/trace';
import { type ModelData, packModel } from './model-data';
import { timelineModel } from './timeline-model';

/** What a worker's own scope has for this; TypeScript knows it only instead of the page's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Trace>) => void) | null;
  postMessage(message: ModelData, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = ({ data }) => {
  const { data: model, buffers } = packModel(timelineModel(data));
  scope.postMessage(model, buffers);
};
