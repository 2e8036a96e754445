import { z } from 'zod';
import { given } from '../bad-input';
import { type DecimalFault, formatAmount, formatShort, parseAmount } from '../market/decimal';
import { findInstrument, type Instrument, noSymbol, priceBand, quantitySentence, SYMBOLS } from '../market/instruments';
import { timeInForceOf, waits } from './time-in-force';
import { accept, type OrderTerms, type Reject, refuse, type Verdict, type WrittenOrder } from './types';

/** A market order may trade this far from the reference price and no further, in ten-thousandths. */
const PROTECTION = 500;
const MAX_TEXT = 64;
const amount = z.string().max(MAX_TEXT);

const written = z.strictObject({
  clientOrderId: z
    .string()
    .regex(/^[\w.:-]{1,64}$/)
    .optional(),
  symbol: z.string().min(1).max(MAX_TEXT),
  side: z.enum(['buy', 'sell']),
  type: z.enum(['limit', 'market']).default('limit'),
  price: amount.nullish(),
  quantity: amount,
  timeInForce: z.enum(['gtc', 'day', 'ioc', 'fok']).optional(),
});

/** What is to change of an order; what is left out stays as it is. */
const change = written.pick({ clientOrderId: true }).extend({ price: amount.optional(), quantity: amount.optional() });

const HELP: Readonly<Record<string, Reject>> = {
  clientOrderId: {
    reason: 'bad_request',
    sentence: 'clientOrderId must be 1 to 64 letters, digits and _ . : - only.',
  },
  symbol: { reason: 'unknown_symbol', sentence: `symbol must be one of ${SYMBOLS.join(', ')}.` },
  side: { reason: 'bad_request', sentence: 'side must be "buy" or "sell".' },
  type: { reason: 'bad_request', sentence: 'type must be "limit" or "market".' },
  price: { reason: 'bad_price', sentence: 'price must be a decimal string such as "61000.50".' },
  quantity: { reason: 'bad_quantity', sentence: 'quantity must be a decimal string such as "0.5".' },
  timeInForce: { reason: 'bad_time_in_force', sentence: 'timeInForce must be "gtc", "day", "ioc" or "fok".' },
};
const NO_CHANGE: Reject = {
  reason: 'bad_request',
  sentence: 'Say what is to change, as a JSON object with price, quantity or both.',
};
const NOT_AN_ORDER: Reject = {
  reason: 'bad_request',
  sentence: 'The body must be a JSON object with symbol, side, type, price and quantity.',
};

/** Step one: the shape. An order without a client order id gets `defaultClientOrderId`. What it asks beyond that is refused, not ignored. */
export function readWritten(body: unknown, defaultClientOrderId: string): Verdict<WrittenOrder> {
  const result = written.safeParse(body);
  if (!result.success) return refusalOf(result.error, body, 'An order', written, NOT_AN_ORDER);
  const { clientOrderId = defaultClientOrderId, price = null, timeInForce, ...rest } = result.data;
  return accept({
    ...rest,
    clientOrderId,
    price,
    timeInForce: timeInForceOf({ ...rest, ...(timeInForce && { timeInForce }) }),
  });
}

/** What is to change of an order. Nothing but a new client order id is no change, and what cannot be changed is refused. */
export function readChange(body: unknown): Verdict<z.infer<typeof change>> {
  const result = change.safeParse(body);
  if (!result.success) return refusalOf(result.error, body, 'The change of an order', change, NO_CHANGE);
  const { price, quantity } = result.data;
  return price === undefined && quantity === undefined ? { accepted: false, reject: NO_CHANGE } : accept(result.data);
}

function refusalOf(
  { issues }: z.ZodError,
  body: unknown,
  what: string,
  { shape }: z.ZodObject,
  otherwise: Reject,
): Verdict<never> {
  const [issue] = issues;
  if (issue?.code !== 'unrecognized_keys') {
    const help = HELP[String(issue?.path[0])];
    return help && issue
      ? refuse(help.reason, `${help.sentence} ${given(body, issue.path)}`)
      : { accepted: false, reject: otherwise };
  }
  const unknown = issue.keys[0]?.slice(0, MAX_TEXT);
  return refuse('bad_request', `${what} has no "${unknown}" here: send ${Object.keys(shape).join(', ')}.`);
}

/** Step two: the terms, exactly. A price off the tick or a quantity off the lot is refused, not rounded. */
export function parseTerms(order: WrittenOrder): Verdict<OrderTerms> {
  const instrument = findInstrument(order.symbol);
  if (!instrument) return refuse('unknown_symbol', noSymbol(order.symbol));
  const lots = parseAmount(order.quantity, instrument.lotDecimals);
  if (typeof lots === 'string') return refuse('bad_quantity', badQuantity(instrument, order.quantity, lots));
  const { symbol, side, type } = order;
  const timeInForce = timeInForceOf(order);
  if (type === 'market') {
    if (waits(order)) {
      const sentence = `A market order does not wait: its timeInForce is "ioc" or "fok", not "${timeInForce}".`;
      return refuse('bad_time_in_force', sentence);
    }
    if (order.price !== null) return refuse('bad_price', 'A market order has no price. Leave price out.');
    const worstPrice = protectionPrice(instrument, side);
    return accept({ symbol, side, type, price: null, worstPrice, lots, timeInForce });
  }
  if (order.price === null) return refuse('bad_price', 'A limit order needs a price.');
  const price = parseAmount(order.price, instrument.priceDecimals);
  if (typeof price === 'string') return refuse('bad_price', badPrice(instrument, order.price, price));
  return accept({ symbol, side, type, price, worstPrice: price, lots, timeInForce });
}

/** The worst price at which a market order may trade, in ticks. */
export function protectionPrice({ referencePrice }: Instrument, side: 'buy' | 'sell'): number {
  const distance = Math.floor((referencePrice * PROTECTION) / 10_000);
  return side === 'buy' ? referencePrice + distance : referencePrice - distance;
}

function badPrice(instrument: Instrument, text: string, fault: DecimalFault): string {
  const steps = `${instrument.symbol} is priced in steps of ${formatAmount(1, instrument.priceDecimals)}.`;
  return sentence(`price "${text}"`, fault, steps, '61000.50', priceBand(instrument).sentence);
}

function badQuantity(instrument: Instrument, text: string, fault: DecimalFault): string {
  const steps = `${instrument.symbol} is traded in steps of ${formatShort(1, instrument.lotDecimals)}.`;
  return sentence(`quantity "${text}"`, fault, steps, '0.5', quantitySentence(instrument));
}

function sentence(what: string, fault: DecimalFault, steps: string, example: string, bounds: string): string {
  switch (fault) {
    case 'not-a-decimal':
      return `The ${what} is not a plain decimal number. Write it like "${example}".`;
    case 'not-positive':
      return `The ${what} must be greater than zero.`;
    case 'too-fine':
      return `The ${what} has too many decimals: ${steps}`;
    case 'too-large':
      return `The ${what} is too large. ${bounds}`;
  }
}
