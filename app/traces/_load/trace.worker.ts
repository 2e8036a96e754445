import type { FromWorker, ToWorker } from './messages';
import { serveTrace } from './serve-trace';

/** What a worker's own scope has for this; TypeScript knows it only instead of the page's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const serve = serveTrace((message, buffers) => scope.postMessage(message, buffers));
scope.onmessage = ({ data }) => serve(data);
