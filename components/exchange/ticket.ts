import type { Order } from '@/lib/api/order-contract';
import type { NewOrder } from './exchange-client';

type TimeInForce = Order['timeInForce'];

/** What stands in the ticket's fields. */
export interface TicketDraft {
  readonly symbol: string;
  readonly side: NewOrder['side'];
  readonly type: NewOrder['type'];
  readonly price: string;
  readonly quantity: string;
  /** What was chosen; {@link timeInForceOf} says what it means for an order of this type. */
  readonly timeInForce: TimeInForce;
}

export type TicketErrors = Partial<Record<'symbol' | 'price' | 'quantity', string>>;

/** Offered, not required: the exchange says itself which symbols it does not trade. */
export const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'BTCUSD', 'ETHUSD', 'AAPL'] as const;

/** A market order needs no price, so one click places an order that fills. */
export const FIRST_DRAFT: TicketDraft = {
  symbol: 'BTCUSDT',
  side: 'buy',
  type: 'market',
  price: '',
  quantity: '0.25',
  timeInForce: 'gtc',
};

/** The market's word for each, as the spans of the exchange say it, and what it means. */
export const TIMES_IN_FORCE: Readonly<Record<TimeInForce, { word: string; meaning: string }>> = {
  gtc: { word: 'GTC', meaning: 'Good till cancelled: it waits until it is filled.' },
  day: { word: 'Day', meaning: 'Good for the day: it waits until the trading day is ended, on the page Exchange.' },
  ioc: { word: 'IOC', meaning: 'Immediate or cancel: what cannot be traded at once is cancelled.' },
  fok: { word: 'FOK', meaning: 'Fill or kill: all of it is traded at once, or nothing.' },
};

/** Those that an order of this type may have, first the one that it has unless it says so: a market order does not wait. */
export function timesInForceOf({ type }: Pick<TicketDraft, 'type'>): readonly TimeInForce[] {
  return type === 'limit' ? ['gtc', 'day', 'ioc', 'fok'] : ['ioc', 'fok'];
}

/** The chosen one, or immediate or cancel for a market order that would have to wait. */
export function timeInForceOf({ type, timeInForce }: Pick<TicketDraft, 'type' | 'timeInForce'>): TimeInForce {
  return timesInForceOf({ type }).includes(timeInForce) ? timeInForce : 'ioc';
}

const DECIMAL = /^\d+(\.\d+)?$/;

/** A sentence for each field that the exchange cannot accept whatever the market does; {} when there is none. */
export function validateTicket(draft: TicketDraft): TicketErrors {
  const errors: TicketErrors = {};
  if (draft.symbol.trim() === '') errors.symbol = 'Choose a symbol.';
  const quantity = faultOf(draft.quantity);
  if (quantity === 'form') errors.quantity = 'Write the quantity with digits and a point only, such as 0.25.';
  else if (quantity === 'none') errors.quantity = 'Enter a quantity above 0, such as 0.25.';
  const price = draft.type === 'limit' ? faultOf(draft.price) : null;
  if (price === 'form') errors.price = 'Write the price with digits and a point only, such as 61000.50.';
  else if (price === 'none') errors.price = 'Enter a price above 0, or choose a market order.';
  return errors;
}

/** The order in a valid draft. */
export function orderFromDraft(draft: TicketDraft, clientOrderId: string): NewOrder {
  const timeInForce = timeInForceOf(draft);
  return {
    symbol: draft.symbol.trim().toUpperCase(),
    side: draft.side,
    type: draft.type,
    ...(draft.type === 'limit' && { price: draft.price.trim() }),
    quantity: draft.quantity.trim(),
    ...(timeInForce !== timesInForceOf(draft)[0] && { timeInForce }),
    clientOrderId,
  };
}

/** What is wrong with a decimal above 0: that there is none, or how it is written. The exchange reads plain decimals only. */
function faultOf(text: string): 'none' | 'form' | null {
  const trimmed = text.trim();
  if (trimmed === '') return 'none';
  if (!DECIMAL.test(trimmed)) return 'form';
  return /[1-9]/.test(trimmed) ? null : 'none';
}
