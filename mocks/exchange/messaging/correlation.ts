import { type Attributes, type Context, propagation } from '@opentelemetry/api';

/** Ids that travel as baggage and that every span made under them carries as attributes. */
const CORRELATION_KEYS = [
  'order.id',
  'client.order_id',
  'user.id',
  'batch.id',
  'exchange.order_id',
  'fill.id',
  'signal.id',
  'arbitrage.id',
] as const;

/** The ids in the baggage of a context, as attributes of the spans that are made under it. */
export function correlationIds(context: Context): Attributes {
  const baggage = propagation.getBaggage(context);
  const attributes: Attributes = {};
  if (!baggage) return attributes;
  for (const key of CORRELATION_KEYS) {
    const value = baggage.getEntry(key)?.value;
    if (value !== undefined) attributes[key] = value;
  }
  return attributes;
}
