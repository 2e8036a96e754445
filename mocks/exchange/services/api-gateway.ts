import { type Attributes, ROOT_CONTEXT, type Span, SpanKind } from '@opentelemetry/api';
import { FillpathError, isFillpathError } from '@/lib/base/errors';
import { contexts } from '@/lib/telemetry/service-provider';
import { type Carrier, extractTrace, inject } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { recordedTrace, spanRef } from '../messaging/span-refs';
import type { Order } from '../orders/types';
import { type ClientAccount, type Entrance, isOrderId } from './client-account';
import type { ClientGateway } from './client-gateway';
import type { OrderReplacer } from './order-replacer';
import { statusOfError } from './refusals';
import type { PositionReport, Session } from './topics';

/** What a request asks of which resource, and how its span says so. */
interface Endpoint<Answer> {
  readonly method: string;
  readonly route: string;
  /** The route with its parameters; left out where what stands there could be anything. */
  readonly path?: string;
  /** Of the answer to a request that is granted. */
  readonly status: number;
  readonly attributes?: Attributes;
  readonly told: (answer: Answer) => Attributes;
}

/**
 * The HTTP API's own part in a trace: a SERVER span for each request that does something, named as the HTTP conventions have
 * it, above what the services behind it do. Orders that come in by other ways do not pass here.
 */
export class ApiGateway {
  constructor(
    private readonly service: Service,
    private readonly gateway: ClientGateway,
    private readonly account: ClientAccount,
    private readonly replacer: OrderReplacer,
  ) {}

  /** @throws FillpathError `unauthorized`. */
  login(carrier: Carrier, credentials: { username: string; password: string }): Promise<Session> {
    const endpoint = { method: 'POST', route: '/auth/login', path: '/auth/login', status: 200, told: userOf };
    return this.serve(carrier, endpoint, (inner) => this.gateway.login(inner, credentials));
  }

  /** As the client-gateway does, which see. */
  placeOrder(carrier: Carrier, token: string, body: unknown): Promise<Order> {
    const endpoint = { method: 'POST', route: '/v1/order', path: '/v1/order', status: 201, told: idsOf };
    return this.serve(carrier, endpoint, (inner, entrance) => this.gateway.placeOrder(inner, token, body, entrance));
  }

  /** As the client-gateway does, which see. */
  cancelOrder(carrier: Carrier, token: string, orderId: string): Promise<Order> {
    const endpoint = { ...ofOrder('DELETE', orderId), status: 202, told: idsOf };
    return this.serve(carrier, endpoint, (inner, entrance) =>
      this.account.cancelOrder(inner, token, orderId, entrance),
    );
  }

  /** As the client-gateway does, which see. */
  replaceOrder(carrier: Carrier, token: string, orderId: string, body: unknown): Promise<Order> {
    const told = (order: Order) => ({ ...idsOf(order), 'order.replaces': orderId });
    const endpoint = { ...ofOrder('PATCH', orderId), status: 200, told };
    return this.serve(carrier, endpoint, (inner, entrance) =>
      this.replacer.replace(inner, token, orderId, body, entrance),
    );
  }

  /** As the client-gateway does, which see. */
  positions(carrier: Carrier, token: string): Promise<PositionReport> {
    const path = '/reports/positions';
    const endpoint = { method: 'GET', route: path, path, status: 200, told: () => ({}) };
    return this.serve(carrier, endpoint, (inner, entrance) => this.account.positions(inner, token, entrance));
  }

  /**
   * One request in its span, a child of the caller's; its refusal names the trace. A refusal (4xx) is no error of the server's;
   * what breaks or is not answered in time (5xx) is.
   */
  private async serve<Answer>(
    carrier: Carrier,
    { method, route, path, status, attributes, told }: Endpoint<Answer>,
    work: (carrier: Carrier, entrance: Entrance) => Promise<Answer>,
  ): Promise<Answer> {
    const http: Attributes = {
      'http.request.method': method,
      'http.route': route,
      'url.scheme': 'http',
      ...(path === undefined ? {} : { 'url.path': path }),
      ...attributes,
    };
    const answerIn = async (span: Span): Promise<{ answer: Answer } | { refusal: FillpathError }> => {
      try {
        const answer = await work(inject(contexts.active()), { identified: (ids) => span.setAttributes(ids) });
        span.setAttributes({ 'http.response.status_code': status, ...told(answer) });
        return { answer };
      } catch (error) {
        const failed = statusOfError(error);
        span.setAttribute('http.response.status_code', failed);
        if (isFillpathError(error)) span.setAttributes(refusalAttributes(error));
        const traced = isFillpathError(error) ? inTrace(error, recordedTrace(spanRef(span))) : error;
        if (isFillpathError(traced) && failed < 500) return { refusal: traced };
        span.setAttribute('error.type', String(failed));
        throw traced;
      }
    };
    const outcome = await this.service.track(() =>
      contexts.with(extractTrace(ROOT_CONTEXT, carrier), () =>
        this.service.span(`${method} ${route}`, { kind: SpanKind.SERVER, attributes: http }, answerIn),
      ),
    );
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.answer;
  }
}

/** With the trace that shows why, null when that is not recorded, unless it is named already. */
function inTrace(error: FillpathError, traceId: string | null): FillpathError {
  const { kind, message, details } = error;
  return 'traceId' in details ? error : new FillpathError(kind, message, { ...details, traceId });
}

/** What cannot be an id is not put into a trace. */
function ofOrder(method: string, orderId: string) {
  const route = '/v1/order/{orderId}';
  if (!isOrderId(orderId)) return { method, route };
  return { method, route, path: `/v1/order/${orderId}`, attributes: { 'order.id': orderId } };
}

function userOf({ userId }: Session): Attributes {
  return { 'user.id': userId };
}

function idsOf({ orderId, clientOrderId, userId, state }: Order): Attributes {
  return { 'order.id': orderId, 'client.order_id': clientOrderId, 'user.id': userId, 'order.status': state };
}

function refusalAttributes({ message, details: { reason, orderId } }: FillpathError): Attributes {
  if (typeof reason !== 'string') return {};
  return {
    'order.status': 'rejected',
    'order.reject_reason': reason,
    'order.reject_text': message,
    ...(typeof orderId === 'string' ? { 'order.id': orderId } : {}),
  };
}
