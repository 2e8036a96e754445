import { type Attributes, ROOT_CONTEXT, type Span, SpanKind } from '@opentelemetry/api';
import { FillpathError } from '@/lib/base/errors';
import { contexts } from '@/lib/telemetry/service-provider';
import { type Carrier, extractTrace } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { recordedTrace, spanRef } from '../messaging/span-refs';
import { parseTerms, readWritten } from '../orders/parse-order';
import type { ClientOrder, Order, OrderRef, Reject, Verdict, WrittenOrder } from '../orders/types';
import { rejectAttributes, termAttributes } from './attributes';
import { type Entrance, isOrderId, notAnOrderId } from './client-account';
import { createOrder } from './order-creation';
import { take } from './refusals';
import type { Session, Topics } from './topics';

interface Outcome {
  readonly verdict: Verdict<Order>;
  readonly ids: { readonly orderId: string; readonly traceId: string | null };
}

/** An order as it came in. */
interface Received {
  /** client_order_received. */
  readonly span: Span;
  readonly entrance: Entrance;
}

/** Where clients come in. */
export class ClientGateway {
  constructor(
    private readonly service: Service,
    private readonly topics: Topics,
    private readonly nextId: (prefix: string) => string,
  ) {}

  /** @throws FillpathError `unauthorized`. */
  async login(carrier: Carrier, credentials: { username: string; password: string }): Promise<Session> {
    const session = await contexts.with(extractTrace(ROOT_CONTEXT, carrier), () =>
      this.service.request(this.topics.authenticate, credentials),
    );
    return take(session, {});
  }

  /**
   * Takes an order through all checks. Resolves once it is created; its fills come later. The caller's span is the parent;
   * its baggage is left behind, as nothing from outside may claim to be our ids. `entrance` says how it came in.
   * @throws FillpathError with the reason, the order's id and its trace's, when it is refused.
   */
  async placeOrder(carrier: Carrier, token: string, body: unknown, entrance: Entrance = {}): Promise<Order> {
    const { verdict, ids } = await this.place(carrier, token, body, entrance);
    return take(verdict, ids);
  }

  /** The same, with the refusal as a value. */
  place(carrier: Carrier, token: string, body: unknown, entrance: Entrance): Promise<Outcome> {
    const orderId = this.nextId('ORD');
    const attributes = { ...entrance.attributes, 'order.id': orderId };
    entrance.identified?.({ 'order.id': orderId });
    return this.service.track(() =>
      contexts.with(extractTrace(ROOT_CONTEXT, carrier), () =>
        this.service.span('client_order_received', { kind: SpanKind.SERVER, attributes }, (span) =>
          this.receive({ span, entrance }, orderId, token, body),
        ),
      ),
    );
  }

  /** @throws FillpathError `unauthorized`, or `not-found` also for another's order. */
  async order(token: string, orderId: string): Promise<Order> {
    if (!isOrderId(orderId)) throw notAnOrderId();
    const userId = await this.userOf(token);
    const order = await this.service.request(this.topics.findOrder, { userId, orderId });
    if (order) return order;
    throw new FillpathError(
      'not-found',
      `You have no order ${orderId}. The exchange remembers open orders and the latest 10,000 finished ones until it restarts.`,
      { reason: 'unknown_order' },
    );
  }

  /** The user's orders, newest first. @throws FillpathError `unauthorized`. */
  async orders(token: string, limit: number): Promise<Order[]> {
    return this.service.request(this.topics.listOrders, { userId: await this.userOf(token), limit });
  }

  /** Whose token it is. @throws FillpathError `unauthorized`. */
  async userOf(token: string): Promise<string> {
    return take(await this.service.request(this.topics.verifyToken, { token, quiet: true }), {}).userId;
  }

  private async receive(received: Received, orderId: string, token: string, body: unknown): Promise<Outcome> {
    const { span } = received;
    const check = () => this.check(received, orderId, token, body);
    const verdict = await this.service.withIds({ 'order.id': orderId }, check);
    span.setAttributes(verdict.accepted ? { 'order.status': verdict.value.state } : rejectAttributes(verdict.reject));
    return { verdict, ids: { orderId, traceId: recordedTrace(spanRef(span)) } };
  }

  private async check(received: Received, orderId: string, token: string, body: unknown): Promise<Verdict<Order>> {
    const { span, entrance } = received;
    const identified = (ids: Attributes) => {
      span.setAttributes(ids);
      entrance.identified?.(ids);
    };
    const written = readWritten(body, orderId);
    const clientOrderId = written.accepted ? written.value.clientOrderId : undefined;
    if (clientOrderId) identified({ 'client.order_id': clientOrderId });
    return this.service.withIds({ 'client.order_id': clientOrderId }, async () => {
      const user = await this.service.request(this.topics.verifyToken, { token, quiet: false });
      if (!user.accepted) return user;
      const { userId } = user.value;
      identified({ 'user.id': userId });
      if (!written.accepted) return written;
      const ref = { orderId, clientOrderId: written.value.clientOrderId, userId };
      return this.service.withIds({ 'user.id': userId }, () => this.submit(span, ref, written.value));
    });
  }

  private async submit(span: Span, ref: OrderRef, written: WrittenOrder): Promise<Verdict<Order>> {
    const terms = parseTerms(written);
    if (!terms.accepted) return this.record(span, ref, written, terms.reject);
    span.setAttributes(termAttributes(terms.value));
    span.addEvent('order_parsed', {}, this.service.clock.now());
    const order: ClientOrder = { ...ref, ...terms.value, origin: spanRef(span) };
    const { service, topics } = this;
    const verdict = await createOrder({ service, topics }, order, [topics.validateOrder, topics.checkRisk]);
    return verdict.accepted ? verdict : this.record(span, ref, written, verdict.reject);
  }

  private async record(span: Span, ref: OrderRef, written: WrittenOrder, reject: Reject): Promise<Verdict<Order>> {
    const traceId = recordedTrace(spanRef(span));
    await this.service.request(this.topics.recordReject, { ref, written, reject, traceId });
    return { accepted: false, reject };
  }
}
