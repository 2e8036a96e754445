import type { TimeInForce } from './types';

/** Why an order is cancelled whose owner asked for it. */
export const CANCELLED_BY_OWNER = 'You cancelled it.';
/** The same, where its owner asked for another order in its place. There need be none: it may be refused after that. */
export const REPLACED_BY_OWNER = 'You asked to replace it.';

const SENTENCES: Readonly<Record<string, string>> = {
  no_liquidity: 'Nobody offered the rest at an acceptable price.',
  end_of_session: 'The trading day has ended, and it was good for that day only.',
  requested: CANCELLED_BY_OWNER,
  self_trade: 'The rest would have traded with an order of your own.',
  venue_unavailable: 'The venue could not be reached, so the rest was given up.',
  venue_overloaded: 'The venue had too much to do and refused it. Try again.',
};

/** Says to its owner why an order, or the rest of it, is cancelled. `reason` is the venue's or the exchange-gateway's word. */
export function cancelSentence(reason: string, timeInForce: TimeInForce): string {
  if (reason === 'no_liquidity' && timeInForce === 'fok')
    return 'Nobody offered all of it at once at an acceptable price.';
  return SENTENCES[reason] ?? `The venue said ${reason}.`;
}
