import { type Context, defaultTextMapGetter, defaultTextMapSetter, propagation } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { readBaggage, writeBaggage } from './baggage-header';
import type { Channel } from './channel';

/** W3C headers, as they travel beside a message. */
export interface Carrier {
  traceparent?: string;
  tracestate?: string;
  baggage?: string;
}

export interface Reply<Answer> {
  readonly correlationId: number;
  /** `failed`: the service broke while it worked on the request. */
  readonly result: { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly failed: string };
}

/** What travels through a channel. A request says where its answer goes. */
export interface Envelope<Body, Answer = never> {
  readonly carrier: Carrier;
  readonly body: Body;
  readonly replyTo: { readonly channel: Channel<Reply<Answer>>; readonly correlationId: number } | null;
}

export type Topic<Body, Answer = never> = Channel<Envelope<Body, Answer>>;

const traceContext = new W3CTraceContextPropagator();

/** The span and baggage of a context, as headers. */
export function inject(context: Context): Carrier {
  const carrier: Carrier = {};
  traceContext.inject(context, carrier, defaultTextMapSetter);
  const baggage = writeBaggage(context);
  if (baggage !== undefined) carrier.baggage = baggage;
  return carrier;
}

/** `parent` with the span and baggage of the headers; malformed headers are as good as none. */
export function extract(parent: Context, carrier: Carrier): Context {
  return readBaggage(extractTrace(parent, carrier), carrier.baggage);
}

/** Only the span: baggage from outside is not to be trusted. */
export function extractTrace(parent: Context, carrier: Carrier): Context {
  return traceContext.extract(parent, carrier, defaultTextMapGetter);
}

/** `context` with these entries added to its baggage; an entry of undefined is left out. */
export function withBaggage(context: Context, entries: Readonly<Record<string, string | undefined>>): Context {
  let bag = propagation.getBaggage(context) ?? propagation.createBaggage();
  for (const [name, value] of Object.entries(entries)) {
    if (value !== undefined) bag = bag.setEntry(name, { value });
  }
  return propagation.setBaggage(context, bag);
}

/** `context` without its baggage, for a message to somebody outside. */
export function withoutIds(context: Context): Context {
  return propagation.deleteBaggage(context);
}
