import { parentPort, workerData } from 'node:worker_threads';
import type { Order } from '../index';
import { startExchange } from '../index';
import { serveCalls } from './calls';
import type { ThreadOptions } from './exchange-thread';

/** Order states are told in handfuls: one message for each, at thousands a second, would cost more than the orders. */
const TELL_EVERY_MS = 20;

const port = parentPort;
if (!port) throw new Error('This file is the start of a thread.');

let untold: Order[] = [];
const exchange = startExchange({
  ...(workerData as ThreadOptions),
  onOrder(order) {
    if (untold.length === 0) setTimeout(tell, TELL_EVERY_MS);
    untold.push(order);
  },
});
serveCalls(port, {
  ...exchange,
  async stop() {
    await exchange.stop();
    tell();
  },
});

function tell(): void {
  if (untold.length > 0) port?.postMessage({ orders: untold });
  untold = [];
}
