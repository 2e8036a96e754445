import { type Attributes, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { decodeJwt } from 'jose';
import { isFillpathError } from '@/lib/base/errors';
import { contexts } from '@/lib/telemetry/service-provider';
import { type EntryCommand, type EntryMessage, type EntryRequest, entryRequest } from '../feed/entry-protocol';
import { frameReader } from '../feed/frames';
import { guarded } from '../feed/guard';
import { CLOSE, type Connection, type Handlers, type Listener, type Peer, type Transport } from '../feed/transport';
import { extractTrace, inject } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { recordedTrace, spanRef } from '../messaging/span-refs';
import type { Order } from '../orders/types';
import type { ClientAccount, Entrance } from './client-account';
import type { ClientGateway } from './client-gateway';
import { type EntryClient, EntryClients, MAX_MEMBERS } from './entry-clients';
import type { OrderReplacer } from './order-replacer';

const read = frameReader(entryRequest);
/** Requests of one connection that are being worked on; further ones are refused. */
const MAX_PENDING = 1_000;
const ENTRANCE = { 'messaging.system': 'websocket', 'network.transport': 'tcp', 'network.protocol.name': 'websocket' };

const FAILED = 'The exchange failed. Look at the state of your orders.';
const LOGIN_PENDING = 'A login is being looked at. Wait for its answer.';
const STOPPING = 'The exchange is stopping. Try again when Fillpath has started anew.';

type Login = Extract<EntryRequest, { type: 'login' }>;
type Traced = Pick<EntryCommand, 'traceparent' | 'tracestate'>;

export interface EntryParts {
  readonly service: Service;
  readonly gateway: ClientGateway;
  readonly account: ClientAccount;
  readonly replacer: OrderReplacer;
  readonly transport: Transport;
  /** 0 for any. */
  readonly port: number;
}

/** Client orders over WebSocket: a connection logs in with a token, then places, cancels and replaces, and hears of its orders. */
export class OrderEntry {
  private readonly clients: EntryClients;
  private readonly listener: Listener;
  private listening: string | null = null;
  private stopping = false;

  constructor(private readonly parts: EntryParts) {
    this.clients = new EntryClients(parts.service.clock);
    this.listener = parts.transport.listen(parts.port, (connection) => this.accept(connection));
    this.listener.address.then(
      ({ address, port }) => {
        this.listening = `ws://${address}:${port}`;
      },
      (error: unknown) => parts.service.fault(error),
    );
  }

  /** Where it listens. Rejects when its port is taken. */
  peer(): Promise<Peer> {
    return this.listener.address;
  }

  /** The same as an address; null while it does not listen. */
  get url(): string | null {
    return this.listening;
  }

  /** To be told of every new state of every order. */
  onOrder(order: Order): void {
    for (const client of this.clients.of(order.userId)) say(client, { type: 'order_update', order });
  }

  /** Refuses every further command; those under way are answered. */
  takeNoMore(): void {
    this.stopping = true;
  }

  /** Ends every connection, with a reason. */
  close(): Promise<void> {
    this.clients.clear();
    return this.listener.close('the exchange is stopping');
  }

  private accept(connection: Connection): Handlers {
    const client = this.clients.admit(connection);
    if (!client) return { message: () => {}, close: () => {} };
    const guardedConnection = {
      ...connection,
      close: (code: number, reason: string) => this.clients.end(client, code, reason),
    };
    const refuse = (code: string, text: string) => this.refuseFrame(client, code, text);
    const take = (request: EntryRequest) => this.take(client, request);
    const message = guarded(guardedConnection, read, take, refuse);
    return {
      message: (frame) => {
        if (this.clients.has(client)) message(frame);
      },
      close: () => this.clients.left(client),
    };
  }

  private take(client: EntryClient, request: EntryRequest): void {
    const { service } = this.parts;
    if (request.type === 'login') {
      if (client.loggingIn) {
        say(client, { type: 'error', code: 'login_pending', text: LOGIN_PENDING });
      } else void service.background(() => this.login(client, request));
    } else if (client.loggingIn) {
      // Whose order it is to be is not known yet, not even when somebody is logged in already.
      say(client, { type: 'rejected', requestId: request.requestId, reason: 'login_pending', text: LOGIN_PENDING });
    } else if (this.stopping) {
      say(client, { type: 'rejected', requestId: request.requestId, reason: 'stopping', text: STOPPING });
    } else if (client.userId === '') {
      say(client, { type: 'error', code: 'not_logged_in', text: 'Log in first: {"type":"login","token":"..."}.' });
    } else if (client.pending >= MAX_PENDING) {
      const text = `${MAX_PENDING} of your requests are being worked on. Wait for their answers.`;
      say(client, { type: 'rejected', requestId: request.requestId, reason: 'too_many_requests', text });
    } else void service.background(() => this.serve(client, request));
  }

  /** A frame that cannot be read: answered, and in a trace of its own. */
  private refuseFrame(client: EntryClient, code: string, text: string): void {
    say(client, { type: 'error', code, text });
    void this.span(client, 'refused_frame', {}, (span) => span.setAttributes(rejected(code, text)));
  }

  private async login(client: EntryClient, request: Login): Promise<void> {
    client.loggingIn = true;
    try {
      await this.span(client, 'login', request, (span) => this.logIn(client, request.token, span));
    } finally {
      client.loggingIn = false;
    }
  }

  private async logIn(client: EntryClient, token: string, span: Span): Promise<void> {
    const { gateway, service } = this.parts;
    const turnAway = (code: string, text: string, close: number) => {
      span.setAttributes(rejected(code, text));
      say(client, { type: 'error', code, text });
      this.clients.end(client, close, code.replaceAll('_', ' '));
    };
    let userId: string;
    try {
      userId = await gateway.userOf(token);
    } catch (error) {
      const { kind, message } = isFillpathError(error) ? error : { kind: null, message: FAILED };
      if (kind === 'unauthorized') turnAway('bad_token', message, CLOSE.policy);
      else turnAway('unavailable', message, CLOSE.tryLater);
      if (kind === null) throw error;
      return;
    }
    span.setAttribute('user.id', userId);
    // Whoever left meanwhile is not watched for twelve hours.
    if (!this.clients.has(client)) return;
    if (!this.clients.hasRoomFor(client)) {
      turnAway('too_many_clients', `${MAX_MEMBERS} clients are logged in. Try again later.`, CLOSE.tryLater);
      return;
    }
    const leftMs = ((decodeJwt(token).exp ?? 0) - service.clock.now()[0]) * 1000;
    this.clients.loggedIn(client, token, userId, leftMs);
    say(client, { type: 'logged_in', userId });
  }

  /** One request of a client that is logged in. */
  private async serve(client: EntryClient, request: EntryCommand): Promise<void> {
    const { requestId } = request;
    client.pending++;
    const answer = async (span: Span) => {
      try {
        const order = await this.work(client.token, request, {
          attributes: ENTRANCE,
          identified: (ids) => span.setAttributes(ids),
        });
        span.setAttributes({ 'order.id': order.orderId, 'order.status': order.state });
        say(client, { type: 'accepted', requestId, order });
      } catch (error) {
        const refusal = isFillpathError(error) ? error : null;
        const details = (refusal?.details ?? {}) as RefusalDetails;
        const {
          reason = refusal?.kind ?? 'failed',
          orderId,
          cancelledOrderId,
          traceId = recordedTrace(spanRef(span)),
        } = details;
        const text = refusal?.message ?? FAILED;
        span.setAttributes(rejected(reason, text));
        const ids = { ...(orderId && { orderId }), ...(cancelledOrderId && { cancelledOrderId }), traceId };
        say(client, { type: 'rejected', requestId, reason, text, ...ids });
        if (refusal?.kind === 'unauthorized') this.clients.end(client, CLOSE.policy, 'bad token');
        if (refusal?.kind === 'unavailable') span.setStatus({ code: SpanStatusCode.ERROR, message: text });
        if (!refusal) throw error;
      }
    };
    await this.span(client, request.type, request, answer).finally(() => client.pending--);
  }

  /** What one message leads to, in a span that is the child of the client's. */
  private span(
    client: EntryClient,
    type: string,
    { traceparent, tracestate }: Traced,
    body: (span: Span) => unknown,
  ): Promise<unknown> {
    const { peer } = client.connection;
    const attributes = {
      ...ENTRANCE,
      'messaging.operation.type': 'process',
      'network.peer.address': peer.address,
      'network.peer.port': peer.port,
      'ws.message_type': type,
      'ws.sequence': ++client.requests,
      ...(client.userId === '' ? {} : { 'user.id': client.userId }),
    };
    const carrier = { ...(traceparent ? { traceparent } : {}), ...(tracestate ? { tracestate } : {}) };
    return contexts.with(extractTrace(ROOT_CONTEXT, carrier), () =>
      this.parts.service.span(`order_entry.${type}`, { kind: SpanKind.SERVER, attributes }, body),
    );
  }

  private work(token: string, request: EntryCommand, entrance: Entrance): Promise<Order> {
    const { gateway, account, replacer } = this.parts;
    const carrier = inject(contexts.active());
    switch (request.type) {
      case 'place_order':
        return gateway.placeOrder(carrier, token, request.order, entrance);
      case 'cancel_order':
        return account.cancelOrder(carrier, token, request.orderId, entrance);
      case 'replace_order': {
        const { orderId, clientOrderId, price, quantity } = request;
        return replacer.replace(carrier, token, orderId, { clientOrderId, price, quantity }, entrance);
      }
    }
  }
}

interface RefusalDetails {
  readonly reason?: string;
  readonly orderId?: string;
  readonly cancelledOrderId?: string;
  readonly traceId?: string | null;
}

function rejected(reason: string, text: string): Attributes {
  return { 'order.status': 'rejected', 'order.reject_reason': reason, 'order.reject_text': text };
}

function say({ connection }: EntryClient, message: EntryMessage<Order>): void {
  connection.send(JSON.stringify(message));
}
