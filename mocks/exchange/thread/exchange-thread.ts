import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Exchange, ExchangeOptions, Order } from '../index';
import { RestartedThread } from './restarts';

/** What a thread can be started with: everything but what it tells. */
export type ThreadOptions = Omit<ExchangeOptions, 'onOrder'>;

const METHODS = [
  'login',
  'placeOrder',
  'order',
  'orders',
  'cancelOrder',
  'replaceOrder',
  'positions',
  'feeds',
  'quote',
  'book',
  'addresses',
  'counters',
  'state',
  'orderLists',
  'startFlow',
  'setFault',
  'endSession',
  'setLoad',
  'setSampling',
  'startScenario',
  'stopRun',
  'stop',
] as const;

/** The exchange as the routes see it: every call goes to its thread and takes and gives copies. */
export type ExchangeThread = Pick<Exchange, (typeof METHODS)[number]>;

interface Started extends ExchangeThread {
  /** Why there is no exchange at the moment, as a sentence; null while there is. */
  trouble(): string | null;
}

/** What the exchange takes to stop at most, after which whatever still waits for it is answered: less than the server waits. */
const STOP_MS = 4_700;
const STOPPING =
  'The exchange is stopping and did not finish this. Look at the state of your orders when it runs again.';

/**
 * Starts the exchange in a thread of its own: at two thousand orders a second its services and the export of their spans fill
 * a core, and pages and ingest need one, too. When the thread dies the server lives on, calls are refused until it is started
 * anew, and after some tries for good.
 */
export function startExchangeThread({ onOrder, ...options }: ExchangeOptions): Started {
  const workerData: ThreadOptions = options;
  const thread = new RestartedThread<ExchangeThread>({
    spawn: () => new Worker(new URL('./worker.ts', import.meta.url), { workerData, name: 'exchange' }),
    names: METHODS,
    onMessage(message) {
      for (const order of (message as { orders?: readonly Order[] }).orders ?? []) onOrder(order);
    },
  });
  let stopped: Promise<void> | null = null;

  async function stop(): Promise<void> {
    const finished = thread.methods
      .stop()
      .catch((error: unknown) => console.error('The exchange did not stop well', error));
    await Promise.race([finished, setTimeout(STOP_MS, undefined, { ref: false })]);
    await thread.end(STOPPING);
  }

  return { ...thread.methods, trouble: () => thread.trouble, stop: () => (stopped ??= stop()) };
}
