import { Worker } from 'node:worker_threads';
import { FillpathError } from '@/lib/base/errors';
import type { Exchange, ExchangeOptions, Order } from '../index';
import { Caller } from './calls';

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

/**
 * Starts the exchange in a thread of its own: at two thousand orders a second its services and the export of their spans fill
 * a core, and pages and ingest need one, too. When the thread dies the server lives on and its calls are refused.
 */
export function startExchangeThread({ onOrder, ...options }: ExchangeOptions): ExchangeThread {
  const workerData: ThreadOptions = options;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, name: 'exchange' });
  const caller = new Caller(worker);
  worker.on('message', ({ orders }: { orders?: readonly Order[] }) => {
    for (const order of orders ?? []) onOrder(order);
  });
  worker.on('error', (error) => console.error('The mock exchange has broken down', error));
  worker.on('exit', () => {
    caller.end(new FillpathError('unavailable', 'The mock exchange has stopped. Start Fillpath anew to trade again.'));
  });
  const thread = caller.methods<ExchangeThread>(METHODS);
  let stopped: Promise<void> | null = null;
  return {
    ...thread,
    stop: () => (stopped ??= thread.stop().then(async () => void (await worker.terminate()))),
  };
}
