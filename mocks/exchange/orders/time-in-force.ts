import type { TimeInForce as FixTimeInForce } from '../engine/types';
import type { OrderTerms, TimeInForce } from './types';

/** What venues and spans say for what clients write (FIX 59). */
const FIX: Readonly<Record<TimeInForce, FixTimeInForce>> = { gtc: 'GTC', day: 'Day', ioc: 'IOC', fok: 'FOK' };

type Terms = Pick<OrderTerms, 'type' | 'timeInForce'>;

/** How long an order is good for: until it is cancelled, or, at any price, at once, where it does not say. */
export function timeInForceOf({ type, timeInForce }: Terms): TimeInForce {
  return timeInForce ?? (type === 'limit' ? 'gtc' : 'ioc');
}

export function fixTimeInForceOf(terms: Terms): FixTimeInForce {
  return FIX[timeInForceOf(terms)];
}

/** Whether what is not filled at once waits at the venue. */
export function waits(terms: Terms): boolean {
  const timeInForce = timeInForceOf(terms);
  return timeInForce === 'gtc' || timeInForce === 'day';
}

/**
 * Whether an order goes to its venue at once and as one exchange order, past the batch. One that is to be filled whole or not at
 * all cannot share an exchange order nor be cut, and one that names its price and does not wait is not to wait in a batch.
 */
export function goesAlone(terms: Terms): boolean {
  const timeInForce = timeInForceOf(terms);
  return timeInForce === 'fok' || (timeInForce === 'ioc' && terms.type === 'limit');
}
