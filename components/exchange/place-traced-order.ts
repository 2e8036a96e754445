import { browserTelemetry } from '@/lib/telemetry/browser-telemetry';
import { type DemoClient, type PlacedOrder, placeOrder, withSession } from './exchange-client';
import { orderFromDraft, TIMES_IN_FORCE, type TicketDraft, timeInForceOf } from './ticket';

/** What a click on "Place order" led to. */
export interface Placement {
  readonly outcome: PlacedOrder;
  /** The trace that the click began; '' when the browser could not trace it. */
  readonly traceId: string;
}

/**
 * Places the order of a valid draft as the root span `place_order` of a new trace. A reject is not an error of the span:
 * it carries `order.status` = `rejected` and the reason. @throws ApiError when there is no answer.
 */
export async function placeTracedOrder(client: DemoClient, draft: TicketDraft): Promise<Placement> {
  const telemetry = await browserTelemetry();
  const order = orderFromDraft(draft, newClientOrderId());
  return withSession(client, (session) => {
    const attributes = {
      'client.order_id': order.clientOrderId,
      'user.id': session.userId,
      'order.symbol': order.symbol,
      'order.side': order.side,
      'order.type': order.type,
      'order.time_in_force': TIMES_IN_FORCE[timeInForceOf(draft)].word,
      'order.quantity': order.quantity,
      ...(order.price !== undefined && { 'order.price': order.price }),
    };
    return telemetry.inRootSpan('place_order', attributes, async (span) => {
      const outcome = await placeOrder(session, order, span.headers);
      span.setAttributes(
        outcome.kind === 'accepted'
          ? { 'order.id': outcome.order.orderId }
          : { 'order.status': 'rejected', 'order.reject_reason': outcome.reason },
      );
      return { outcome, traceId: span.traceId };
    });
  });
}

/** Unique without a counter that two tabs would share; the time in front makes a list of them read in order. */
function newClientOrderId(): string {
  const chance = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return `WEB-${Date.now().toString(36)}-${chance.toString(36).padStart(7, '0')}`.toUpperCase();
}
