import type { NewOrder } from './exchange-client';

/** What stands in the ticket's fields. */
export interface TicketDraft {
  readonly symbol: string;
  readonly side: NewOrder['side'];
  readonly type: NewOrder['type'];
  readonly price: string;
  readonly quantity: string;
}

export type TicketErrors = Partial<Record<'symbol' | 'price' | 'quantity', string>>;

/** Offered, not required: the exchange says itself which symbols it does not trade. */
export const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'BTCUSD', 'ETHUSD', 'AAPL'] as const;

/** A market order needs no price, so one click places an order that fills. */
export const FIRST_DRAFT: TicketDraft = { symbol: 'BTCUSDT', side: 'buy', type: 'market', price: '', quantity: '0.25' };

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
  return {
    symbol: draft.symbol.trim().toUpperCase(),
    side: draft.side,
    type: draft.type,
    ...(draft.type === 'limit' && { price: draft.price.trim() }),
    quantity: draft.quantity.trim(),
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
