import { ROOT_CONTEXT, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { decodeJwt } from 'jose';
import { isFillpathError } from '@/lib/base/errors';
import { contexts } from '@/lib/telemetry/service-provider';
import { type EntryCommand, type EntryMessage, type EntryRequest, entryRequest } from '../feed/entry-protocol';
import { frameReader } from '../feed/frames';
import { guarded } from '../feed/guard';
import { CLOSE, type Connection, type Handlers, type Listener, type Peer, type Transport } from '../feed/transport';
import { extractTrace, inject } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import type { Order } from '../orders/types';
import type { ClientAccount } from './client-account';
import type { ClientGateway } from './client-gateway';
import type { OrderReplacer } from './order-replacer';

const read = frameReader(entryRequest);
/** Whoever has not logged in by then is cut off. */
const LOGIN_MS = 5_000;
/** Further connections are turned away. */
const MAX_CONNECTIONS = 256;
/** Requests of one connection that are being worked on; further ones are refused. */
const MAX_PENDING = 1_000;
const ENTRANCE = { 'messaging.system': 'websocket', 'network.transport': 'tcp', 'network.protocol.name': 'websocket' };

export interface EntryParts {
  readonly service: Service;
  readonly gateway: ClientGateway;
  readonly account: ClientAccount;
  readonly replacer: OrderReplacer;
  readonly transport: Transport;
  /** 0 for any. */
  readonly port: number;
}

interface Client {
  readonly connection: Connection;
  token: string;
  /** '' before the login. */
  userId: string;
  pending: number;
  requests: number;
  cancelTimer: () => void;
}

/** Client orders over WebSocket: a connection logs in with a token, then places, cancels and replaces, and hears of its orders. */
export class OrderEntry {
  private readonly clients = new Set<Client>();
  private readonly listener: Listener;

  constructor(private readonly parts: EntryParts) {
    this.listener = parts.transport.listen(parts.port, (connection) => this.accept(connection));
    this.listener.address.catch((error: unknown) => parts.service.fault(error));
  }

  /** Where it listens. Rejects when its port is taken. */
  peer(): Promise<Peer> {
    return this.listener.address;
  }

  /** To be told of every new state of every order. */
  onOrder(order: Order): void {
    for (const client of this.clients) {
      if (client.userId === order.userId) say(client, { type: 'order_update', order });
    }
  }

  close(): Promise<void> {
    for (const { cancelTimer } of this.clients) cancelTimer();
    return this.listener.close();
  }

  private accept(connection: Connection): Handlers {
    if (this.clients.size >= MAX_CONNECTIONS) {
      connection.close(CLOSE.tryLater, `there are ${MAX_CONNECTIONS} connections already`);
      return { message: () => {}, close: () => {} };
    }
    const cancelTimer = this.parts.service.clock.background(LOGIN_MS, () =>
      connection.close(CLOSE.handshake, 'no login came in time'),
    );
    const client: Client = { connection, token: '', userId: '', pending: 0, requests: 0, cancelTimer };
    this.clients.add(client);
    const refuse = (code: string, text: string) => say(client, { type: 'error', code, text });
    return {
      message: guarded(connection, read, (request) => this.take(client, request), refuse),
      close: () => {
        client.cancelTimer();
        this.clients.delete(client);
      },
    };
  }

  private take(client: Client, request: EntryRequest): void {
    const { service } = this.parts;
    if (request.type === 'login') {
      void service.background(() => this.login(client, request.token));
    } else if (client.userId === '') {
      say(client, { type: 'error', code: 'not_logged_in', text: 'Log in first: {"type":"login","token":"..."}.' });
    } else if (client.pending >= MAX_PENDING) {
      const text = `${MAX_PENDING} of your requests are being worked on. Wait for their answers.`;
      say(client, { type: 'rejected', requestId: request.requestId, reason: 'too_many_requests', text });
    } else void service.background(() => this.serve(client, request));
  }

  private async login(client: Client, token: string): Promise<void> {
    const { gateway, service } = this.parts;
    try {
      const userId = await gateway.userOf(token);
      Object.assign(client, { token, userId });
    } catch (error) {
      if (!isFillpathError(error)) throw error;
      say(client, { type: 'error', code: 'bad_token', text: error.message });
      client.connection.close(CLOSE.policy, 'bad token');
      return;
    }
    client.cancelTimer();
    const left = (decodeJwt(token).exp ?? 0) - service.clock.now()[0];
    client.cancelTimer = service.clock.background(left * 1000, () =>
      client.connection.close(CLOSE.policy, 'the token has expired'),
    );
    say(client, { type: 'logged_in', userId: client.userId });
  }

  /** One request in a span, child of the client's. */
  private async serve(client: Client, request: EntryCommand): Promise<void> {
    const { service } = this.parts;
    const { requestId, traceparent, tracestate } = request;
    const carrier = { ...(traceparent ? { traceparent } : {}), ...(tracestate ? { tracestate } : {}) };
    const { peer } = client.connection;
    const attributes = {
      ...ENTRANCE,
      'messaging.operation.type': 'process',
      'network.peer.address': peer.address,
      'network.peer.port': peer.port,
      'ws.message_type': request.type,
      'ws.sequence': ++client.requests,
      'user.id': client.userId,
    };
    client.pending++;
    await contexts
      .with(extractTrace(ROOT_CONTEXT, carrier), () =>
        service.span('order_entry.receive', { kind: SpanKind.SERVER, attributes }, async (span) => {
          try {
            const order = await this.work(client.token, request);
            span.setAttributes({ 'order.id': order.orderId, 'order.status': order.state });
            say(client, { type: 'accepted', requestId, order });
          } catch (error) {
            const refusal = isFillpathError(error) ? error : null;
            const { reason = refusal?.kind ?? 'failed', orderId, traceId } = (refusal?.details ?? {}) as RefusalDetails;
            const text = refusal?.message ?? 'The exchange failed. Look at the state of your orders.';
            span.setAttributes({
              'order.status': 'rejected',
              'order.reject_reason': reason,
              'order.reject_text': text,
            });
            const ids = { ...(orderId ? { orderId } : {}), ...(traceId ? { traceId } : {}) };
            say(client, { type: 'rejected', requestId, reason, text, ...ids });
            if (refusal?.kind === 'unauthorized') client.connection.close(CLOSE.policy, 'bad token');
            if (refusal) return;
            span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
            throw error;
          }
        }),
      )
      .finally(() => client.pending--);
  }

  private work(token: string, request: EntryCommand): Promise<Order> {
    const { gateway, account, replacer } = this.parts;
    const carrier = inject(contexts.active());
    switch (request.type) {
      case 'place_order':
        return gateway.placeOrder(carrier, token, request.order, ENTRANCE);
      case 'cancel_order':
        return account.cancelOrder(carrier, token, request.orderId, ENTRANCE);
      case 'replace_order': {
        const { orderId, clientOrderId, price, quantity } = request;
        return replacer.replace(carrier, token, orderId, { clientOrderId, price, quantity }, ENTRANCE);
      }
    }
  }
}

interface RefusalDetails {
  readonly reason?: string;
  readonly orderId?: string;
  readonly traceId?: string;
}

function say({ connection }: Client, message: EntryMessage<Order>): void {
  connection.send(JSON.stringify(message));
}
