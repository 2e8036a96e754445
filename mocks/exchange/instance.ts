import { FillpathError } from '@/lib/base/errors';
import type { ExchangeThread } from './thread/exchange-thread';

/** The bundles of the start-up and of the routes share no module state, only the process. */
const KEY = Symbol.for('fillpath.exchange');
const holder = globalThis as { [KEY]?: ExchangeThread | undefined };

/** Makes the exchange known to the routes; undefined when it has stopped. */
export function setExchange(running: ExchangeThread | undefined): void {
  holder[KEY] = running;
}

/** @throws FillpathError `unavailable` when the exchange is switched off or not started yet. */
export function exchange(): ExchangeThread {
  const running = holder[KEY];
  if (running) return running;
  throw new FillpathError(
    'unavailable',
    'The mock exchange is not running. Start Fillpath with FILLPATH_EXCHANGE=on, which is the default.',
  );
}
