import { type Attributes, ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { FillpathError } from '@/lib/base/errors';
import { contexts } from '@/lib/telemetry/service-provider';
import { type Carrier, extractTrace } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { recordedTrace, spanRef } from '../messaging/span-refs';
import type { Order, Verdict } from '../orders/types';
import { verdictAttributes } from './attributes';
import { take } from './refusals';
import type { PositionReport, Topics } from './topics';

/** How a request came in: what its spans say of that, and who is told whom and what it concerns, as soon as that is known. */
export interface Entrance {
  readonly attributes?: Attributes;
  readonly identified?: (ids: Attributes) => void;
}

const ORDER_ID = /^[\w.:-]{1,64}$/;

/** Whether a text can be the id of an order. */
export const isOrderId = (text: string): boolean => ORDER_ID.test(text);

/** What is answered to a text that cannot. */
export function notAnOrderId(): FillpathError {
  const sentence = 'An order id is 1 to 64 letters, digits, or one of _ . : -';
  return new FillpathError('not-found', sentence, { reason: 'unknown_order' });
}

/** The part of the client-gateway where clients deal with what they have: their positions, and orders that exist already. */
export class ClientAccount {
  constructor(
    private readonly service: Service,
    private readonly topics: Topics,
  ) {}

  /**
   * Asks for an order to be cancelled. Resolves with the order as it is once that is under way; whether all of it is taken
   * back is for the venue to say. Asked for again meanwhile, it changes nothing; of a replace that is
   * under way only the cancellation is left. `entrance` says how it came in.
   * @throws FillpathError `unauthorized`; `not-found`, also for another's order; `conflict` when it is done already.
   */
  async cancelOrder(carrier: Carrier, token: string, orderId: string, entrance: Entrance = {}): Promise<Order> {
    // What cannot be an id is not put into a trace.
    if (!isOrderId(orderId)) throw notAnOrderId();
    const entered = { ...entrance, attributes: { ...entrance.attributes, 'order.id': orderId } };
    return this.serve('cancel_order_received', carrier, token, entered, async (userId, identified) => {
      const verdict = await this.service.withIds({ 'order.id': orderId }, () =>
        this.service.request(this.topics.cancelOrder, { userId, orderId }),
      );
      const clientOrderId = verdict.accepted ? verdict.value.clientOrderId : verdict.reject.ids?.['clientOrderId'];
      if (clientOrderId !== undefined) identified({ 'client.order_id': clientOrderId });
      return verdict;
    });
  }

  /** What the user has gained and holds. @throws FillpathError `unauthorized`. */
  async positions(carrier: Carrier, token: string, entrance: Entrance = {}): Promise<PositionReport> {
    return this.serve('positions_requested', carrier, token, entrance, async (userId) => ({
      accepted: true,
      value: await this.service.request(this.topics.reportPositions, { userId }),
    }));
  }

  /** One request in a span: whose token it is, then `work` under that user's id. The caller's span is the parent. */
  async serve<Value>(
    name: string,
    carrier: Carrier,
    token: string,
    { attributes = {}, identified = () => {} }: Entrance,
    work: Work<Value>,
  ): Promise<Value> {
    const { verdict, traceId } = await this.service.track(() =>
      contexts.with(extractTrace(ROOT_CONTEXT, carrier), () =>
        this.service.span(name, { kind: SpanKind.SERVER, attributes }, async (span) => {
          const tell = (ids: Attributes) => {
            span.setAttributes(ids);
            identified(ids);
          };
          const outcome = await this.asUser(tell, token, work);
          span.setAttributes(verdictAttributes(outcome));
          return { verdict: outcome, traceId: recordedTrace(spanRef(span)) };
        }),
      ),
    );
    return take(verdict, { traceId });
  }

  private async asUser<Value>(
    identified: (ids: Attributes) => void,
    token: string,
    work: Work<Value>,
  ): Promise<Verdict<Value>> {
    const user = await this.service.request(this.topics.verifyToken, { token, quiet: false });
    if (!user.accepted) return user;
    const { userId } = user.value;
    identified({ 'user.id': userId });
    return this.service.withIds({ 'user.id': userId }, () => work(userId, identified));
  }
}

/** What a request asks for, of whoever it is from; it says which ids it comes to know of. */
type Work<Value> = (userId: string, identified: (ids: Attributes) => void) => Promise<Verdict<Value>>;
