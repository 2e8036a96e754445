import {
  type Baggage,
  type Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  propagation,
} from '@opentelemetry/api';
import { W3CBaggagePropagator } from '@opentelemetry/core';

/** An order's ids travel with some twenty messages, and so many orders are under way at once. Then all are read anew. */
const MOST = 2_000;

const propagator = new W3CBaggagePropagator();
const read = new Map<string, Baggage>();
const written = new WeakMap<Baggage, string>();

/** The baggage of a context as a W3C header; undefined without any. Baggage cannot change, so each is written once. */
export function writeBaggage(context: Context): string | undefined {
  const baggage = propagation.getBaggage(context);
  if (!baggage) return;
  const known = written.get(baggage);
  if (known !== undefined) return known;
  const carrier: { baggage?: string } = {};
  propagator.inject(context, carrier, defaultTextMapSetter);
  if (carrier.baggage !== undefined) written.set(baggage, carrier.baggage);
  return carrier.baggage;
}

/** `context` with the baggage of a header, as it is without one that says something. The same header is read once. */
export function readBaggage(context: Context, header: string | undefined): Context {
  if (header === undefined) return context;
  const known = read.get(header);
  if (known) return propagation.setBaggage(context, known);
  const extracted = propagator.extract(context, { baggage: header }, defaultTextMapGetter);
  const baggage = extracted === context ? undefined : propagation.getBaggage(extracted);
  if (!baggage) return context;
  if (read.size >= MOST) read.clear();
  read.set(header, baggage);
  return extracted;
}
