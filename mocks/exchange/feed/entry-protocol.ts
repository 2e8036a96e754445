import { z } from 'zod';

/**
 * What clients and the order entry say to each other: JSON objects in text frames, one a frame.
 *
 *     login {token}                              → logged_in, then an order_update for each new state of the user's orders
 *     place_order {requestId, order}             → accepted {requestId, order} or rejected {requestId, reason, text}
 *     cancel_order {requestId, orderId}          → the same: accepted says that it is under way, as DELETE does
 *     replace_order {requestId, orderId, ...}    → the same, once the new order is there
 *
 * One change of an order is made at a time: a replace beside another change is rejected; a cancel beside a cancel changes nothing,
 * and beside a replace it wins.
 *
 * `token` is the one of POST /auth/login, `order` the body of POST /v1/order, and amounts are decimal strings as there.
 * `traceparent` and `tracestate` (W3C), in any request, are the client's span, which the request's trace then continues.
 * Whatever cannot be read or is not allowed is answered with `error {code, text}`.
 */
const id = z.string().min(1).max(64);
const amount = z.string().max(64);
const trace = { traceparent: z.string().max(64).optional(), tracestate: z.string().max(512).optional() };
const request = { requestId: z.int().nonnegative(), ...trace };

export const entryRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('login'), ...trace, token: z.string().max(4096) }),
  z.object({ type: z.literal('place_order'), ...request, order: z.unknown() }),
  z.object({ type: z.literal('cancel_order'), ...request, orderId: id }),
  /** `quantity`: what is wanted in all, with what has been filled already. What is left out stays as it is. */
  z.object({
    type: z.literal('replace_order'),
    ...request,
    orderId: id,
    clientOrderId: id.optional(),
    price: amount.optional(),
    quantity: amount.optional(),
  }),
]);

export type EntryRequest = z.infer<typeof entryRequest>;
export type EntryCommand = Exclude<EntryRequest, { type: 'login' }>;

/** What the order entry answers. `Order` is that of lib/api/contract.ts. */
export type EntryMessage<Order> =
  | { readonly type: 'logged_in'; readonly userId: string }
  | { readonly type: 'accepted'; readonly requestId: number; readonly order: Order }
  | {
      readonly type: 'rejected';
      readonly requestId: number;
      readonly reason: string;
      readonly text: string;
      /** Of the order that was refused, when it came so far. */
      readonly orderId?: string;
      /** Of a replace that was refused only after the old order had been cancelled. */
      readonly cancelledOrderId?: string;
      /** null when the trace is not recorded (sampling). */
      readonly traceId?: string | null;
    }
  | { readonly type: 'order_update'; readonly order: Order }
  | { readonly type: 'error'; readonly code: string; readonly text: string };
